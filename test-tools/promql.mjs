// Reads a JSON array of PromQL expressions from standard input, and prints those that Prometheus' own grammar refuses.
import { parser } from '@prometheus-io/lezer-promql';

let input = '';
for await (const chunk of process.stdin) {
  input += chunk;
}
for (const expression of JSON.parse(input)) {
  let isWrong = false;
  parser.parse(expression).iterate({
    enter: (node) => {
      isWrong ||= node.type.isError;
    },
  });
  if (isWrong) {
    console.log(expression);
  }
}
