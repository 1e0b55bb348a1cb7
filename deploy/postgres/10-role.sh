#!/bin/sh
# Runs once, on an empty database server: the role and the database of Precis. The role is no superuser, because
# row-level security does not bind one.
set -eu
psql --set ON_ERROR_STOP=1 --set password="$PRECIS_DB_PASSWORD" --username "${POSTGRES_USER:-postgres}" <<'SQL'
create role precis login password :'password';
create database precis owner precis;
SQL
