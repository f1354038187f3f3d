"""Writes to a topic as a client that is not Kafka's own does: librdkafka.

librdkafka.py BOOTSTRAP TOPIC: for each codec a record with key, headers and time; a tombstone; a transaction that is
committed and one that is aborted. Prints how many records are to be read.
"""

import sys
import time

from confluent_kafka import Producer


def send(producer, topic, value, **more):
    errors = []
    producer.produce(topic, value, on_delivery=lambda error, _: error and errors.append(error), **more)
    producer.flush(60)
    if errors:
        sys.exit(f"not written: {errors[0]}")


def main(bootstrap, topic):
    written = 0
    for codec in ("none", "gzip", "snappy", "lz4", "zstd"):
        producer = Producer({"bootstrap.servers": bootstrap, "compression.type": codec})
        # so long that a codec has something to do
        send(producer, topic, f"{codec}:" + "x" * 2000, key="key", partition=0,
             headers={"trace": b"\x00\xff", "none": None}, timestamp=int(time.time() * 1000))
        written += 1
    send(producer, topic, None, key="gone", partition=0)
    written += 1
    writer = Producer({"bootstrap.servers": bootstrap, "transactional.id": f"{topic}-writer"})
    writer.init_transactions(60)
    for word, end in (("committed", writer.commit_transaction), ("aborted", writer.abort_transaction)):
        writer.begin_transaction()
        send(writer, topic, word, key="key", partition=0)
        end(60)
    print(written + 1, flush=True)


main(*sys.argv[1:])
