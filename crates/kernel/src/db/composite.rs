//! Rows as parameters: an array of a composite type. Postgres takes an array for each column apart ten times slower.

/// Makes a struct that derives [`sqlx::Encode`] the composite type of this name (with its schema), alone and in arrays. Its fields stand
/// in the type's order.
#[macro_export]
macro_rules! composite {
    ($row:ty, $name:literal) => {
        impl ::sqlx::Type<::sqlx::Postgres> for $row {
            fn type_info() -> ::sqlx::postgres::PgTypeInfo {
                ::sqlx::postgres::PgTypeInfo::with_name($name)
            }
        }

        impl ::sqlx::postgres::PgHasArrayType for $row {
            fn array_type_info() -> ::sqlx::postgres::PgTypeInfo {
                ::sqlx::postgres::PgTypeInfo::array_of($name)
            }
        }
    };
}
