/**
 * The portal's API, as `api/v1/openapi.yaml` describes it. The session's cookie goes along by itself; every request that
 * changes something says by a header of its own that it is the page's.
 */

const BASE = 'api/v1';
const WITHIN = 40_000;

/** An answer that says no. `status` is 0 when there was no answer. */
export class Problem extends Error {
  /** @param {{status: number, detail?: string, errors?: {member: string, reason: string}[], retryAfter?: number}} problem */
  constructor({status, detail = '', errors = [], retryAfter = 0}) {
    super(detail || `status ${status}`);
    this.status = status;
    this.detail = detail;
    this.errors = errors;
    this.retryAfter = retryAfter;
  }
}

let ended = () => {};

/** Calls back when a request finds that the session has ended. */
export function onSessionEnd(callback) {
  ended = callback;
}

async function request(method, path, {body, etag} = {}) {
  const headers = {Accept: 'application/json'};
  if (method !== 'GET') {
    headers['X-Portal-Client'] = 'page';
  }
  if (body !== undefined) {
    headers['Content-Type'] = method === 'PATCH' ? 'application/merge-patch+json' : 'application/json';
  }
  if (etag !== undefined) {
    headers['If-Match'] = etag;
  }
  let response;
  try {
    response = await fetch(`${BASE}/${path}`, {
      method,
      headers,
      body: body === undefined ? undefined : JSON.stringify(body),
      signal: AbortSignal.timeout(WITHIN),
      redirect: 'error',
      cache: 'no-store',
    });
  } catch {
    throw new Problem({status: 0});
  }
  if (!response.ok) {
    if (response.status === 401 && path !== 'session') {
      ended();
    }
    throw await problem(response);
  }
  return response.status === 204 ? undefined : response.json();
}

async function problem(response) {
  let told = {};
  try {
    told = await response.json();
  } catch {
    // a proxy's page, for one: the status has to do
  }
  return new Problem({
    status: response.status,
    detail: told.detail,
    errors: told.errors,
    retryAfter: Number(response.headers.get('Retry-After')) || 0,
  });
}

const streamPath = (id, rest = '') => `streams/${encodeURIComponent(id)}${rest}`;

export const api = {
  session: () => request('GET', 'session'),
  /** @param {{code: string} | {token: string}} login */
  signIn: login => request('POST', 'session', {body: login}),
  signOut: () => request('DELETE', 'session'),
  lookups: () => request('GET', 'lookups'),
  /** All of them, page by page. */
  async list() {
    const streams = [];
    let after = '';
    do {
      const page = await request('GET', `streams?limit=200${after && `&after=${encodeURIComponent(after)}`}`);
      streams.push(...page.items);
      after = page.next ?? '';
    } while (after !== '');
    return streams;
  },
  read: id => request('GET', streamPath(id)),
  create: body => request('POST', 'streams', {body}),
  change: (id, etag, body) => request('PATCH', streamPath(id), {body, etag}),
  remove: (id, etag) => request('DELETE', streamPath(id), {etag}),
  pause: id => request('POST', streamPath(id, '/pause')),
  resume: id => request('POST', streamPath(id, '/resume')),
  replay: (id, from) => request('POST', streamPath(id, '/replay'), {body: {from}}),
  test: id => request('POST', streamPath(id, '/test')),
  testNew: body => request('POST', 'test-deliveries', {body}),
  attempts: async id => (await request('GET', streamPath(id, '/attempts?limit=100'))).items,
  changes: `${BASE}/changes`,
};
