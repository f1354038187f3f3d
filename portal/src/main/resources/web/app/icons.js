import {svg} from './dom.js';

/** Line icons on a grid of 20; each is a list of paths. */
const PATHS = {
  plus: ['M10 4.5v11M4.5 10h11'],
  pause: ['M7 5v10M13 5v10'],
  play: ['M6.5 4.8v10.4L15 10z'],
  trash: ['M4.5 6h11M8 6V4.5h4V6M6 6l.6 9.5h6.8L14 6M8.6 8.8v4M11.4 8.8v4'],
  pencil: ['M4.5 15.5l.7-3L13 4.7l2.3 2.3-7.8 7.8zM11.5 6.2l2.3 2.3'],
  rewind: ['M4.5 10a5.5 5.5 0 1 0 1.8-4.1M4.5 3.8v3h3', 'M10 7.3V10l2 1.5'],
  send: ['M16 4L4 8.8l4.8 2.4L11.2 16z', 'M8.8 11.2L16 4'],
  search: ['M9 14a5 5 0 1 0 0-10 5 5 0 0 0 0 10zM12.6 12.6L16 16'],
  close: ['M5.5 5.5l9 9M14.5 5.5l-9 9'],
  back: ['M11.5 5L6.5 10l5 5'],
  check: ['M4.8 10.5l3.4 3.4 7-7.6'],
  alert: ['M10 6.3v4.4M10 13.3v.1', 'M10 3l7 12.5H3z'],
  info: ['M10 9v4.5M10 6.5v.1', 'M10 17a7 7 0 1 0 0-14 7 7 0 0 0 0 14z'],
  clock: ['M10 17a7 7 0 1 0 0-14 7 7 0 0 0 0 14z', 'M10 6.3V10l2.5 1.5'],
  lock: ['M5.5 9h9v6.5h-9zM7.3 9V6.8a2.7 2.7 0 0 1 5.4 0V9'],
  key: ['M12.5 11a3.5 3.5 0 1 0-3.3-2.3L4 14v2h2.5v-1.5H8V13h1.5l1-1a3.5 3.5 0 0 0 2-1z', 'M13.2 7v.1'],
  bell: ['M5.5 13.5V9a4.5 4.5 0 0 1 9 0v4.5l1.5 1.5H4z', 'M8.5 16.7a1.6 1.6 0 0 0 3 0'],
  sun: ['M10 13a3 3 0 1 0 0-6 3 3 0 0 0 0 6zM10 2.8v1.5M10 15.7v1.5M2.8 10h1.5M15.7 10h1.5M4.9 4.9l1.1 1.1M14 14l1.1 1.1M4.9 15.1L6 14M14 6l1.1-1.1'],
  moon: ['M15.8 11.8A6.3 6.3 0 0 1 8.2 4.2a6.3 6.3 0 1 0 7.6 7.6z'],
  screen: ['M3.5 4.5h13v8.5h-13zM7.5 16h5M10 13v3'],
  exit: ['M11.5 4.5h-6v11h6M9 10h7.5M13.8 7.2L16.5 10l-2.7 2.8'],
  chevron: ['M6 8l4 4 4-4'],
  up: ['M10 15V5M6 9l4-4 4 4'],
  catching: ['M4 6l4 4-4 4M10.5 6l4 4-4 4'],
  REST_API: ['M7.5 5.5L3 10l4.5 4.5M12.5 5.5L17 10l-4.5 4.5'],
  REST_API_BULK: ['M10 3.5l6.5 3.3L10 10.1 3.5 6.8zM3.5 10l6.5 3.3 6.5-3.3M3.5 13.2l6.5 3.3 6.5-3.3'],
  AWS_KINESIS: ['M3 6.5c3.5-3 5 2.5 8.5 0S15.5 5 17 5.5M3 10.5c3.5-3 5 2.5 8.5 0S15.5 9 17 9.5M3 14.5c3.5-3 5 2.5 8.5 0s4-1.5 5.5-1'],
  AWS_S3: ['M4 5.5c0-1.1 2.7-2 6-2s6 .9 6 2-2.7 2-6 2-6-.9-6-2zM4 5.5l1.3 9.3c.2 1 2.2 1.7 4.7 1.7s4.5-.7 4.7-1.7L16 5.5'],
  KEEN_IO: ['M4 16V9M8 16V4.5M12 16v-5M16 16V7'],
  KAFKA: ['M8.5 10a2 2 0 1 1-4 0 2 2 0 0 1 4 0zM15.5 5.5a2 2 0 1 1-4 0 2 2 0 0 1 4 0zM15.5 14.5a2 2 0 1 1-4 0 2 2 0 0 1 4 0zM8.2 8.9l3.6-2.3M8.2 11.1l3.6 2.3'],
  PULL: ['M10 3.5v8.5M6.5 8.8L10 12.3l3.5-3.5M4 13.5v2a1.2 1.2 0 0 0 1.2 1.2h9.6a1.2 1.2 0 0 0 1.2-1.2v-2'],
  GOOGLE_PUBSUB: ['M10 4.5l4.8 2.8v5.4L10 15.5l-4.8-2.8V7.3z', 'M10 8.2a1.8 1.8 0 1 0 0 3.6 1.8 1.8 0 0 0 0-3.6z'],
  AZURE_BLOB: ['M4 4.5h12v11H4z', 'M4 8h12M7 11h6M7 13.2h4'],
  GOOGLE_STORAGE: ['M4 5.5h12l-1.6 10H5.6z', 'M3 5.5h14M8 9.5h4'],
  SFTP: ['M3.5 4.5h13v4h-13zM3.5 11.5h13v4h-13z', 'M6 6.5h.01M6 13.5h.01M9 6.5h5M9 13.5h5'],
  AWS_SQS: ['M3.5 7h4v6h-4zM8 7h4v6H8zM12.5 7h4v6h-4z'],
  AWS_SNS: ['M10 10L4.5 6M10 10l5.5-4M10 10v6M10 11.5a1.5 1.5 0 1 0 0-3 1.5 1.5 0 0 0 0 3z'],
  AWS_EVENTBRIDGE: ['M3 10h14M6 10V5.5M10 10v4.5M14 10V5.5'],
  AZURE_EVENT_HUBS: ['M4 6h5M4 10h3.5M4 14h5M16.5 10a3.5 3.5 0 1 1-7 0 3.5 3.5 0 0 1 7 0z'],
  DATADOG: ['M3 13l3.5-4 3 2.5L13 6l4 4.5', 'M3 16.5h14'],
};

/** An icon, for the eye only: its meaning is beside it or in a label. */
export function icon(name, className = 'icon') {
  return svg(
    'svg',
    {viewBox: '0 0 20 20', class: className, 'aria-hidden': 'true', focusable: 'false'},
    (PATHS[name] ?? PATHS.info).map(d => svg('path', {d})),
  );
}
