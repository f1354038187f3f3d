// what most write: express and its own reader of JSON, as they come
const express = require('express');
const { appendFileSync } = require('node:fs');

const app = express();
app.use(express.json());
app.post('/', (request, response) => {
  appendFileSync(process.env.IDS, request.body.map((document) => document.id + '\n').join(''));
  response.sendStatus(200);
});
app.listen(Number(process.env.PORT), '127.0.0.1');
