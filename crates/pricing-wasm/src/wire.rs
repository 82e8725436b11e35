//! The binary form of values that cross the border: little-endian, fields in the order of their struct.
//!
//! A whole number is 8 bytes; a flag or a choice 1 byte; a key its 16 bytes, highest first; a text its length in 4
//! bytes and its UTF-8; a list its length in 4 bytes and its items; an optional value a flag and, if set, the value.

use pricing::{Date, Key, Timestamp};

/// Bytes not read yet.
pub struct Reader<'a> {
    rest: &'a [u8],
}

impl<'a> Reader<'a> {
    pub const fn new(bytes: &'a [u8]) -> Self {
        Self { rest: bytes }
    }

    pub const fn is_at_end(&self) -> bool {
        self.rest.is_empty()
    }

    fn take<const N: usize>(&mut self) -> Option<[u8; N]> {
        let (taken, rest) = self.rest.split_first_chunk()?;
        self.rest = rest;
        Some(*taken)
    }

    pub fn byte(&mut self) -> Option<u8> {
        self.take().map(u8::from_le_bytes)
    }

    fn count(&mut self) -> Option<usize> {
        usize::try_from(u32::from_le_bytes(self.take()?)).ok()
    }

    pub fn text(&mut self) -> Option<&'a str> {
        let count = self.count()?;
        let (taken, rest) = self.rest.split_at_checked(count)?;
        self.rest = rest;
        std::str::from_utf8(taken).ok()
    }
}

/// What can be read. `None`: the bytes are not one of these.
pub trait Read: Sized {
    fn read(from: &mut Reader<'_>) -> Option<Self>;
}

/// What can be written.
pub trait Write {
    fn write(&self, to: &mut Vec<u8>);
}

impl Read for i64 {
    fn read(from: &mut Reader<'_>) -> Option<Self> {
        from.take().map(Self::from_le_bytes)
    }
}

impl Write for i64 {
    fn write(&self, to: &mut Vec<u8>) {
        to.extend_from_slice(&self.to_le_bytes());
    }
}

impl Read for bool {
    fn read(from: &mut Reader<'_>) -> Option<Self> {
        match from.byte()? {
            0 => Some(false),
            1 => Some(true),
            _ => None,
        }
    }
}

impl Read for Key {
    fn read(from: &mut Reader<'_>) -> Option<Self> {
        from.take().map(|bytes| Self::from(u128::from_be_bytes(bytes)))
    }
}

impl Write for Key {
    fn write(&self, to: &mut Vec<u8>) {
        to.extend_from_slice(&u128::from(*self).to_be_bytes());
    }
}

impl Read for Timestamp {
    fn read(from: &mut Reader<'_>) -> Option<Self> {
        i64::read(from).map(Self::from)
    }
}

impl Write for Timestamp {
    fn write(&self, to: &mut Vec<u8>) {
        i64::from(*self).write(to);
    }
}

impl Read for Date {
    fn read(from: &mut Reader<'_>) -> Option<Self> {
        from.text()?.parse().ok()
    }
}

impl Read for String {
    fn read(from: &mut Reader<'_>) -> Option<Self> {
        from.text().map(str::to_owned)
    }
}

impl Write for str {
    fn write(&self, to: &mut Vec<u8>) {
        write_count(self.len(), to);
        to.extend_from_slice(self.as_bytes());
    }
}

impl Write for String {
    fn write(&self, to: &mut Vec<u8>) {
        self.as_str().write(to);
    }
}

impl<T: Read> Read for Option<T> {
    fn read(from: &mut Reader<'_>) -> Option<Self> {
        if bool::read(from)? {
            T::read(from).map(Some)
        } else {
            Some(None)
        }
    }
}

impl<T: Write> Write for Option<T> {
    fn write(&self, to: &mut Vec<u8>) {
        to.push(u8::from(self.is_some()));
        if let Some(value) = self {
            value.write(to);
        }
    }
}

impl<T: Write + ?Sized> Write for &T {
    fn write(&self, to: &mut Vec<u8>) {
        (*self).write(to);
    }
}

impl<T: Read> Read for Vec<T> {
    /// The length is a claim until the items are there: nothing is set aside for it.
    fn read(from: &mut Reader<'_>) -> Option<Self> {
        let count = from.count()?;
        (0..count).map(|_| T::read(from)).collect()
    }
}

impl<T: Write> Write for Vec<T> {
    fn write(&self, to: &mut Vec<u8>) {
        write_count(self.len(), to);
        for item in self {
            item.write(to);
        }
    }
}

/// The module's memory ends before a length could outgrow 4 bytes.
fn write_count(count: usize, to: &mut Vec<u8>) {
    to.extend_from_slice(&u32::try_from(count).unwrap_or(u32::MAX).to_le_bytes());
}
