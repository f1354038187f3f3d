// Packs each line of the input into one record, as a producer of Kinesis does, and prints it in Base64.
import agg from 'aws-kinesis-agg';
import { createInterface } from 'node:readline';

const packer = new agg.RecordAggregator();
let line = 0;
for await (const text of createInterface({ input: process.stdin })) {
  packer.addUserRecord({ partitionKey: `key-${line++ % 3}`, data: Buffer.from(text) });
}
console.log(Buffer.from(packer.build().data).toString('base64'));
