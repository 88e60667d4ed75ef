insert into postcode (postcode, country, name, latitude, longitude)
values ($1, $2, $3, $4, $5)
on conflict (postcode, country, name) do update set latitude = excluded.latitude, longitude = excluded.longitude
