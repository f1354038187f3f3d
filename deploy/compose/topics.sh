#!/bin/sh
# topics.sh BROKER: creates missing topics of the local stack.
set -eu

create() {
  topic=$1
  shift
  /opt/kafka/bin/kafka-topics.sh --bootstrap-server "$broker" --create --if-not-exists --topic "$topic" "$@"
}

broker=$1
create network-records --partitions 4
create billing-records --partitions 4
create sims --partitions 4 --config cleanup.policy=compact
create catalog --partitions 1 --config cleanup.policy=compact
create data-streams --partitions 1 --config cleanup.policy=compact
create data-stream-status --partitions 1 --config cleanup.policy=compact
create attempts --partitions 1
create data-stream-portal --partitions 1 --config cleanup.policy=compact
create rejected --partitions 1
create questions --partitions 1 --config retention.ms=3600000
create answers --partitions 1 --config retention.ms=3600000
