/**
 * The portal's API, as `api/v1/openapi.yaml` describes it. Browsers send the session cookie by themselves; every
 * request that changes something has a header that shows that it comes from the page.
 */

const BASE = 'api/v1';
const WITHIN = 40_000;

/** An error as the answer. `status` is 0 when there was no answer. */
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
let forbidden = () => {};
let organisation = null;

/** Calls back when an answer shows that the session has ended. */
export function onSessionEnd(callback) {
  ended = callback;
}

/** Calls back when a request is not allowed: perhaps somebody else has signed in. */
export function onForbidden(callback) {
  forbidden = callback;
}

/** The session's organisation, as requests name it. */
export function whose(session) {
  return session.organisation_id === null ? 'operator' : String(session.organisation_id);
}

/** From now on each request names this session's organisation; null to name none. */
export function actFor(session) {
  organisation = session === null ? null : whose(session);
}

async function request(method, path, {body, etag, key} = {}) {
  const headers = {Accept: 'application/json'};
  if (organisation !== null && path !== 'session') {
    headers['X-Portal-Organisation'] = organisation;
  }
  if (key !== undefined) {
    headers['Idempotency-Key'] = key;
  }
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
    } else if (response.status === 403 && path !== 'session') {
      forbidden();
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
    // for example a proxy's page: show only the status
  }
  return new Problem({
    status: response.status,
    detail: told.detail,
    errors: told.errors,
    retryAfter: Number(response.headers.get('Retry-After')) || 0,
  });
}

const parameters = query => new URLSearchParams(Object.entries(query).filter(([, value]) => value !== null));

const streamPath = (id, rest = '') => `streams/${encodeURIComponent(id)}${rest}`;

export const api = {
  session: () => request('GET', 'session'),
  /** @param {{code: string} | {token: string}} login */
  signIn: login => request('POST', 'session', {body: login}),
  signOut: () => request('DELETE', 'session'),
  lookups: () => request('GET', 'lookups'),
  eventTypes: () => request('GET', 'event-types'),
  /** A page of the list. @param {Record<string, string | number | null>} query null values are left out */
  list: query => request('GET', `streams?${parameters(query)}`),
  read: id => request('GET', streamPath(id)),
  /** @param {string} key the same at every try of the same creation */
  create: (body, key) => request('POST', 'streams', {body, key}),
  change: (id, etag, body) => request('PATCH', streamPath(id), {body, etag}),
  remove: (id, etag) => request('DELETE', streamPath(id), {etag}),
  pause: id => request('POST', streamPath(id, '/pause')),
  resume: id => request('POST', streamPath(id, '/resume')),
  replay: (id, from) => request('POST', streamPath(id, '/replay'), {body: {from}}),
  makeSigningSecret: (id, wish) => request('POST', streamPath(id, '/signing-secret'), {body: wish}),
  test: id => request('POST', streamPath(id, '/test')),
  testNew: body => request('POST', 'test-deliveries', {body}),
  /** A page of a stream's attempts. @param {Record<string, string | number | null>} query null values are left out */
  attempts: (id, query) => request('GET', streamPath(id, `/attempts?${parameters(query)}`)),
  /** An attempt, with what went over the wire. */
  attempt: (id, attemptId) => request('GET', streamPath(id, `/attempts/${encodeURIComponent(attemptId)}`)),
  /** What a stream delivered in each of its last hours. */
  hours: (id, last) => request('GET', streamPath(id, `/hours?last=${last}`)),
  /** Who changed a stream. */
  activity: id => request('GET', streamPath(id, '/activity')),
  /** What became of a stream's documents. */
  ledger: id => request('GET', streamPath(id, '/ledger')),
  ledgerCsv: id => `${BASE}/${streamPath(id, '/ledger?format=csv')}`,
  /** Documents of the history. @param {Record<string, string | number | null>} query null values are left out */
  documents: query => request('GET', `documents?${parameters(query)}`),
  /** The same with the filters of a data stream. @param {object} wish */
  searchDocuments: wish => request('POST', 'documents/search', {body: wish}),
  /** @param {{record_kind: string, place: string}} wish which document */
  sendAgain: (id, wish) => request('POST', streamPath(id, '/send-again'), {body: wish}),
  /** The organisation's settings for notices, and its last notices. */
  notices: () => request('GET', 'notices'),
  changeNotices: body => request('PATCH', 'notices', {body}),
  testNotices: () => request('POST', 'notices/test'),
  makeNoticesSigningSecret: wish => request('POST', 'notices/signing-secret', {body: wish}),
  streamNotices: id => request('GET', streamPath(id, '/notices')),
  changeStreamNotices: (id, body) => request('PATCH', streamPath(id, '/notices'), {body}),
  keys: () => request('GET', 'keys'),
  makeKey: wish => request('POST', 'keys', {body: wish}),
  revokeKey: id => request('DELETE', `keys/${encodeURIComponent(id)}`),
  changes: () => `${BASE}/changes?organisation=${organisation}`,
};
