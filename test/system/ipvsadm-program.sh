#!/bin/sh
# The built program as a user starts it, in a namespace of its own: $1 is dist/. Prints each command with its status and what it said.
folder=$(mktemp -d)
for name in ipvsadm ipvsadm-save ipvsadm-restore; do ln -s "$1/main.js" "$folder/$name"; done
say() {
  echo "\$ $*"
  PATH="$folder:$PATH" "$@" 2>&1
  echo "= $?"
}
{
  echo '-A -t 10.0.0.1:80 -s rr'
  echo '-A -t 10.0.0.1:80 -s rr'
  i=0
  while [ $i -lt 5000 ]; do
    echo "-a -t 10.0.0.1:80 -r 10.1.$((i / 250)).$((i % 250 + 1)):80 -m"
    i=$((i + 1))
  done
} > "$folder/lines"
say node "$1/main.js" ipvsadm -R < "$folder/lines"
say ipvsadm-save -n > "$folder/saved"
grep -v '^[$=]' "$folder/saved" > "$folder/table"
echo "saved $(wc -l < "$folder/table")"
/sbin/ipvsadm -S -n | cmp - "$folder/table" && echo "as ipvsadm saves it"
say ipvsadm-restore < "$folder/table"
/sbin/ipvsadm -S -n | cmp - "$folder/table" && echo "as it was"
say setpriv --bounding-set=-all --inh-caps=-all node "$1/main.js" ipvsadm -Ln
# A terminal on standard error.
script -qec "node $1/main.js ipvsadm -E -t 10.0.0.1:80 -p 30" /dev/null < /dev/null
say ipvsadm -Ln -t 10.0.0.2:80
/sbin/ipvsadm -C
/sbin/ipvsadm -A -t 127.0.0.1:443 -s rr
/sbin/ipvsadm -a -t 127.0.0.1:443 -r 127.0.0.1:443 -m
/sbin/ipvsadm -A -u 127.0.0.1:443 -s rr
/sbin/ipvsadm -L > "$folder/theirs"
say ipvsadm -L > "$folder/said"
grep -v '^[$=]' "$folder/said" | cmp - "$folder/theirs" &&
  echo "names as ipvsadm has them: $(grep -c localhost:https "$folder/theirs") lines with localhost:https"
rm -r "$folder"
