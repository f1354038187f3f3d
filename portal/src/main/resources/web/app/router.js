/**
 * The page's places, as they stand after the `#`: `#/`, `#/new`, `#/keys`, `#/notices`, `#/documents`, `#/streams/ID`
 * and `#/streams/ID/edit`. They can be bookmarked and sent to colleagues.
 *
 * @returns {{place: 'list' | 'new' | 'keys' | 'notices' | 'documents' | 'detail' | 'edit', id?: string}}
 */
export function place(hash = location.hash) {
  const parts = hash.replace(/^#\/?/, '').split('/');
  if (parts[0] === 'new') {
    return {place: 'new'};
  }
  if (parts[0] === 'keys' || parts[0] === 'notices' || parts[0] === 'documents') {
    return {place: parts[0]};
  }
  if (parts[0] === 'streams' && parts[1]) {
    const id = decoded(parts[1]);
    return parts[2] === 'edit' ? {place: 'edit', id} : {place: 'detail', id};
  }
  return {place: 'list'};
}

/** The place of a stream's page. */
export function streamHash(id, rest = '') {
  return `#/streams/${encodeURIComponent(id)}${rest}`;
}

export function go(hash) {
  if (location.hash !== hash) {
    location.hash = hash;
  }
}

function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
