-- Places of postcodes: reference data out of files, not records. The journal does not know them; the same file
-- brings them again. Several places may share a postcode.

create table postcode (
    -- Letters and digits alone, in capitals.
    postcode text not null,
    -- The ISO code; empty when the file did not say.
    country text not null,
    name text not null,
    latitude real not null,
    longitude real not null,
    primary key (postcode, country, name)
) strict, without rowid;

-- The positions of a zone's sites, for its middle, without reading the sites.
create index site_placed_by_zone on site (
    zone_key, json_extract(body, '$.position.latitude'), json_extract(body, '$.position.longitude')
) where zone_key <> '' and json_extract(body, '$.position.latitude') is not null;
