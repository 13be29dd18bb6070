//! [`CountryCode`]: a country by the two letters of ISO 3166-1.

use std::fmt;
use std::str::FromStr;

/// ISO 3166-1 alpha-2, or a code reserved for users: two capital letters, whether assigned or not.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CountryCode([u8; 2]);

impl CountryCode {
    /// As a number of ten bits, never 0.
    pub(crate) fn number(self) -> u16 {
        u16::from(self.0[0] - b'A') * 26 + u16::from(self.0[1] - b'A') + 1
    }

    /// The code with this number; 0 is none.
    pub(crate) fn from_number(number: u16) -> Option<Self> {
        let place = number.checked_sub(1).filter(|&place| place < 26 * 26)?;
        Some(Self([b'A' + (place / 26) as u8, b'A' + (place % 26) as u8]))
    }
}

impl FromStr for CountryCode {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        match *text.as_bytes() {
            [one @ b'A'..=b'Z', other @ b'A'..=b'Z'] => Ok(Self([one, other])),
            _ => Err(()),
        }
    }
}

impl fmt::Display for CountryCode {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [one, other] = self.0.map(char::from);
        write!(formatter, "{one}{other}")
    }
}

impl fmt::Debug for CountryCode {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, formatter)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_numbers_and_back() {
        for text in ["AA", "AZ", "GE", "ZZ"] {
            let code: CountryCode = text.parse().unwrap();
            assert_eq!(CountryCode::from_number(code.number()), Some(code));
            assert_eq!(code.to_string(), text);
            assert!(code.number() < 1 << 10);
        }
        assert_eq!(CountryCode::from_number(0), None);
        assert_eq!("az".parse::<CountryCode>(), Err(()));
        assert_eq!("AZE".parse::<CountryCode>(), Err(()));
    }
}
