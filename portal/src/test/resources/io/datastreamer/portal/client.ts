// A program that keeps a data stream as it is described, in the way of Terraform: it creates, finds no difference, changes,
// and deletes. The types of all requests and answers are made of the portal's OpenAPI document.
import createClient from 'openapi-fetch';
import type {components, paths} from './portal.js';

declare const process: {argv: string[]; exitCode: number};

type NewStream = components['schemas']['NewStream'];
type Stream = components['schemas']['Stream'];

const [, , baseUrl, token] = process.argv;
const client = createClient<paths>({baseUrl, headers: {Authorization: `Bearer ${token}`}});

function check(condition: boolean, what: string): void {
  if (!condition) {
    throw new Error(what);
  }
}

function sound<T>(answer: {data?: T; error?: unknown; response: Response}): T {
  check(answer.data !== undefined, `${answer.response.status} ${JSON.stringify(answer.error)}`);
  return answer.data as T;
}

/** What is there and not as it was written; of secrets only that they are set can be seen, and whether they were set anew. */
function differences(wanted: NewStream, there: Stream): string[] {
  const different: string[] = [];
  for (const member of ['name', 'stream_type', 'api_type', 'historic', 'state'] as const) {
    if (wanted[member] !== undefined && wanted[member] !== there[member]) {
      different.push(member);
    }
  }
  for (const [member, value] of Object.entries(wanted.settings)) {
    const secret = there.secrets[member];
    if (secret === undefined ? there.settings[member] !== value : !secret.set) {
      different.push(`settings.${member}`);
    }
  }
  if (JSON.stringify(wanted.filters?.event_types ?? null) !== JSON.stringify(there.filters.event_types)) {
    different.push('filters.event_types');
  }
  return different;
}

const wanted: NewStream = {
  name: 'kept by a program',
  stream_type: 'USAGE_AND_EVENTS',
  api_type: 'REST_API_BULK',
  historic: false,
  state: 'PAUSED',
  settings: {url: 'https://example.com/sims', max_records: 500, authorization: 'Bearer of-a-receiver'},
  filters: {event_types: [3, 5]},
};
const create = () => client.POST('/api/v1/streams', {params: {header: {'Idempotency-Key': 'resource-1'}}, body: wanted});

const created = await create();
const stream = sound(created);
check(created.response.status === 201, 'it is not created');
check(differences(wanted, stream).length === 0, `other than written: ${differences(wanted, stream)}`);
check(sound(await create()).id === stream.id, 'a second one was made');

const params = {path: {id: stream.id}};
const read = sound(await client.GET('/api/v1/streams/{id}', {params}));
check(differences(wanted, read).length === 0, `other than written: ${differences(wanted, read)}`);

const next: NewStream = {...wanted, name: 'renamed', settings: {...wanted.settings, max_records: 200}};
const change = (etag: string) =>
  client.PATCH('/api/v1/streams/{id}', {
    params: {...params, header: {'If-Match': etag}},
    body: {name: next.name, settings: {max_records: 200}},
  });
const changed = sound(await change(read.etag));
check(differences(next, changed).length === 0, `other than changed: ${differences(next, changed)}`);
check((await change(read.etag)).response.status === 412, 'an old version was changed');

check(changed.secrets.authorization?.fingerprint === stream.secrets.authorization?.fingerprint, 'the secret was set anew');
const rotated = sound(
  await client.PATCH('/api/v1/streams/{id}', {
    params: {...params, header: {'If-Match': changed.etag}},
    body: {settings: {authorization: 'Bearer of-a-receiver'}},
  }),
);
check(rotated.secrets.authorization?.fingerprint !== changed.secrets.authorization?.fingerprint, 'the secret was not set anew');

const attempts = sound(await client.GET('/api/v1/streams/{id}/attempts', {params: {...params, query: {outcome: 'FAILED'}}}));
check(attempts.items.length === 0 && attempts.next === null, 'there are attempts');
const gone = await client.GET('/api/v1/streams/{id}/attempts/{attempt}', {params: {path: {...params.path, attempt: '0-0'}}});
check(gone.response.status === 404 && gone.data?.request?.headers === undefined, 'an attempt is there');
const refused = await client.POST('/api/v1/streams', {body: {...wanted, settings: {}}});
check(refused.error !== undefined && 'errors' in refused.error && refused.error.errors?.[0]?.member === 'settings.url', 'no url is taken');

await client.DELETE('/api/v1/streams/{id}', {params: {...params, header: {'If-Match': rotated.etag}}});
check((await client.GET('/api/v1/streams/{id}', {params})).response.status === 404, 'it is still there');
console.log(`kept ${stream.id}`);
