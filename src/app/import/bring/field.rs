//! What a column can mean.

use super::kind::ImportKind;

macro_rules! fields {
    ($($field:ident = $name:literal),* $(,)?) => {
        /// What a column can mean; the name is what `--map COLUMN=FIELD` takes.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub(super) enum Field { $($field,)* }

        impl Field {
            /// Its name.
            pub(super) fn name(self) -> &'static str { match self { $(Field::$field => $name,)* } }
        }
    };
}

fields! {
    Id = "id",
    Name = "name",
    Company = "company",
    FirstName = "first_name",
    MiddleName = "middle_name",
    LastName = "last_name",
    Contact = "contact",
    Role = "role",
    Phone = "phone",
    PhoneLabel = "phone_label",
    Email = "email",
    Channel = "channel",
    Preferences = "preferences",
    Tags = "tags",
    Notes = "notes",
    Active = "active",
    Inactive = "inactive",
    SiteId = "site_id",
    SiteName = "site_name",
    Zone = "zone",
    AccessNotes = "access_notes",
    Hazards = "hazards",
    Parking = "parking",
    Address = "address",
    Street = "street",
    City = "city",
    Region = "region",
    Postcode = "postcode",
    Country = "country",
    Latitude = "latitude",
    Longitude = "longitude",
    Location = "location",
    Client = "client",
    ClientId = "client_id",
    Title = "title",
    Description = "description",
    Service = "service",
    Status = "status",
    Resolution = "resolution",
    Priority = "priority",
    Created = "created",
    Updated = "updated",
    Start = "start",
    StartTime = "start_time",
    End = "end",
    EndTime = "end_time",
    Due = "due",
    Closed = "closed",
    Duration = "duration",
    DurationHours = "duration_hours",
    Technician = "technician",
    TechnicianId = "technician_id",
    Price = "price",
    Currency = "currency",
    Skills = "skills",
    Departments = "departments",
    DailyLimit = "daily_limit",
    Code = "code",
    Scope = "scope",
    Exclusions = "exclusions",
    Conditions = "conditions",
    CrewSize = "crew_size",
    Make = "make",
    Model = "model",
    Serial = "serial",
    Installed = "installed",
    WarrantyUntil = "warranty_until",
}

impl Field {
    /// Whether it holds dates.
    pub(super) fn is_date(self) -> bool {
        matches!(
            self,
            Field::Created
                | Field::Updated
                | Field::Start
                | Field::StartTime
                | Field::End
                | Field::EndTime
                | Field::Due
                | Field::Closed
                | Field::Installed
                | Field::WarrantyUntil
        )
    }

    /// Whether it is a part of an address, so that it may come several times in a row.
    pub(super) fn is_of_address(self) -> bool {
        matches!(
            self,
            Field::Address
                | Field::Street
                | Field::City
                | Field::Region
                | Field::Postcode
                | Field::Country
                | Field::AccessNotes
        )
    }

    /// Whether a row of this kind cannot do without at least one of such columns.
    pub(super) fn can_carry(self, kind: ImportKind) -> bool {
        match kind {
            ImportKind::Clients => matches!(
                self,
                Field::Name
                    | Field::Company
                    | Field::FirstName
                    | Field::LastName
                    | Field::Contact
                    | Field::Email
                    | Field::Phone
                    | Field::SiteName
            ),
            ImportKind::Jobs => !matches!(self, Field::PhoneLabel | Field::Currency),
            ImportKind::Technicians | ImportKind::Services => {
                matches!(self, Field::Name | Field::FirstName | Field::LastName)
            }
            ImportKind::Equipment => {
                matches!(self, Field::Name | Field::Make | Field::Model | Field::Serial)
            }
            ImportKind::Visits => false,
        }
    }
}
