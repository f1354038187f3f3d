#!/bin/sh
# Starts one of Flink's programs: entrypoint.sh PROGRAM ARGUMENT… It writes nothing into the image, which may be
# read-only; the base image's own entrypoint would edit the configuration.
set -eu

FLINK_HOME="${FLINK_HOME:-/opt/flink}"
ours="${STREAMER_HOME:-/opt/streamer}"

# the base image's allocator, which keeps RocksDB's memory from fragmenting
for jemalloc in /usr/lib/*-linux-gnu/libjemalloc.so /usr/lib/*-linux-gnu/libjemalloc.so.2; do
  if [ -e "$jemalloc" ]; then
    export LD_PRELOAD="${LD_PRELOAD:+$LD_PRELOAD:}$jemalloc"
    break
  fi
done

# Flink reads plugins from one directory: put its own there, ours, and the optional ones in STREAMER_PLUGINS
plugins="$(mktemp -d "${TMPDIR:-/tmp}/plugins.XXXXXX")"
for plugin in "$FLINK_HOME"/plugins/* "$ours"/plugins/*; do
  if [ -d "$plugin" ]; then
    ln -s "$plugin" "$plugins/"
  fi
done
for name in ${STREAMER_PLUGINS:-}; do
  found=
  for jar in "$FLINK_HOME/opt/flink-$name"-*.jar; do
    if [ -e "$jar" ]; then
      found="$jar"
      mkdir -p "$plugins/$name"
      ln -s "$jar" "$plugins/$name/"
    fi
  done
  if [ -z "$found" ]; then
    echo "entrypoint.sh: STREAMER_PLUGINS: the image has no $FLINK_HOME/opt/flink-$name-*.jar" >&2
    exit 1
  fi
done
export FLINK_HOME FLINK_PLUGINS_DIR="$plugins" PATH="$FLINK_HOME/bin:$PATH"

exec "$@"
