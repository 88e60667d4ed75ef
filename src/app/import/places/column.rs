//! What the columns of a file of places mean.

/// A field of a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Field {
    Country,
    Postcode,
    Name,
    Latitude,
    Longitude,
    Position,
}

/// The fields by the names that columns have, as [`plain`] writes them; the first is the field's own, and earlier ones
/// are taken before later ones.
const NAMES: [(Field, &[&str]); 6] = [
    (Field::Country, &["country", "countrycode", "iso", "iso2", "isocode", "land", "pais", "pays"]),
    (
        Field::Postcode,
        &[
            "postcode",
            "postalcode",
            "zipcode",
            "zip",
            "plz",
            "postleitzahl",
            "codigopostal",
            "codepostal",
            "eircode",
            "pincode",
            "postnummer",
            "zip5",
            "zcta",
            "cp",
            "code",
        ],
    ),
    (
        Field::Name,
        &["name", "placename", "place", "city", "town", "locality", "suburb", "ort", "ville", "ciudad"],
    ),
    (Field::Latitude, &["latitude", "lat", "intptlat", "y"]),
    (Field::Longitude, &["longitude", "lng", "lon", "long", "intptlong", "x"]),
    (Field::Position, &["position", "coordinates", "location", "point", "geopoint"]),
];

impl Field {
    /// Its own name.
    pub(super) fn name(self) -> &'static str {
        NAMES.iter().find(|(field, _)| *field == self).map_or("", |(_, names)| names[0])
    }

    /// The field that a column of this name feeds, and how well the name fits: less is better.
    pub(super) fn of_column(name: &str) -> Option<(Field, usize)> {
        let name = plain(name);
        NAMES
            .iter()
            .find_map(|(field, names)| Some((*field, names.iter().position(|known| **known == name)?)))
    }
}

/// A column's name without case, spaces and marks.
fn plain(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}
