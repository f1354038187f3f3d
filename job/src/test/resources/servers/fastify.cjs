const fastify = require('fastify');
const { appendFileSync } = require('node:fs');

const app = fastify();
app.post('/', async (request) => {
  appendFileSync(process.env.IDS, request.body.map((document) => document.id + '\n').join(''));
  return { taken: request.body.length };
});
app.listen({ port: Number(process.env.PORT), host: '127.0.0.1' });
