#!/bin/sh
# On the client: four sessions, each with one query; each answer names the database server and what it found.
for request in 1 2 3 4; do
    mariadb --no-defaults --skip-ssl --connect-timeout=10 -h 10.0.0.200 -u reader -N -B \
        -e 'SELECT @@hostname, title FROM shop.book WHERE id = 1'
done
