//! AWS Signature Version 4 in the header `Authorization`, as S3 checks it: computed here from the request that arrived, by AWS's description and
//! not by the library that signed.

use std::fmt::Write as _;

use aws_lc_rs::{digest, hmac};
use http::{HeaderMap, Method, Uri};

/// What `Authorization` says.
#[derive(Debug, PartialEq, Eq)]
pub struct Claim {
    pub access_key: String,
    /// `20130524`
    pub day: String,
    pub region: String,
    /// In lower case, in the order in which they were signed.
    pub signed_headers: Vec<String>,
    pub signature: String,
}

impl Claim {
    /// The claim of a header; none where it is another scheme, another service, or malformed.
    pub fn parse(authorization: &str) -> Option<Self> {
        let rest = authorization.strip_prefix("AWS4-HMAC-SHA256 ")?;
        let part = |name: &str| rest.split(',').find_map(|part| part.trim().strip_prefix(name));
        let scope: Vec<&str> = part("Credential=")?.split('/').collect();
        let [access_key, day, region, "s3", "aws4_request"] = scope[..] else {
            return None;
        };
        Some(Self {
            access_key: access_key.to_owned(),
            day: day.to_owned(),
            region: region.to_owned(),
            signed_headers: part("SignedHeaders=")?.split(';').map(str::to_owned).collect(),
            signature: part("Signature=")?.to_owned(),
        })
    }

    /// The signature that this secret gives to the request.
    pub fn expected(&self, secret: &str, method: &Method, uri: &Uri, headers: &HeaderMap) -> String {
        let header = |name: &str| {
            let values: Vec<&str> = headers
                .get_all(name)
                .iter()
                .filter_map(|value| value.to_str().ok())
                .collect();
            values.join(",").trim().to_owned()
        };
        let mut canonical = format!("{method}\n{}\n{}\n", path_of(uri), query_of(uri));
        for name in &self.signed_headers {
            let _ = writeln!(canonical, "{name}:{}", header(name));
        }
        let signed = self.signed_headers.join(";");
        let _ = write!(canonical, "\n{signed}\n{}", header("x-amz-content-sha256"));
        let (day, region) = (&self.day, &self.region);
        let to_sign = format!(
            "AWS4-HMAC-SHA256\n{}\n{day}/{region}/s3/aws4_request\n{}",
            header("x-amz-date"),
            sha256(canonical.as_bytes())
        );
        let first = format!("AWS4{secret}").into_bytes();
        let steps = [day.as_str(), region.as_str(), "s3", "aws4_request", &to_sign];
        hex(&steps.into_iter().fold(first, |key, step| {
            let key = hmac::Key::new(hmac::HMAC_SHA256, &key);
            hmac::sign(&key, step.as_bytes()).as_ref().to_vec()
        }))
    }
}

/// Every segment decoded and encoded once.
fn path_of(uri: &Uri) -> String {
    let segments: Vec<String> = uri.path().split('/').map(|segment| encode(&decode(segment))).collect();
    segments.join("/")
}

/// Names and values decoded, encoded, and sorted; a name without a value has an empty one.
fn query_of(uri: &Uri) -> String {
    let mut pairs: Vec<(String, String)> = uri
        .query()
        .unwrap_or_default()
        .split('&')
        .filter(|pair| !pair.is_empty())
        .map(|pair| {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            (encode(&decode_query(name)), encode(&decode_query(value)))
        })
        .collect();
    pairs.sort();
    let pairs: Vec<String> = pairs.iter().map(|(name, value)| format!("{name}={value}")).collect();
    pairs.join("&")
}

/// In a query a `+` is a space.
pub fn decode_query(text: &str) -> Vec<u8> {
    decode(&text.replace('+', " "))
}

/// What `%20` and the like stand for.
pub fn decode(text: &str) -> Vec<u8> {
    let bytes = text.as_bytes();
    let mut decoded = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let escaped = text
            .get(at + 1..at + 3)
            .and_then(|digits| u8::from_str_radix(digits, 16).ok());
        match escaped.filter(|_| bytes[at] == b'%') {
            Some(byte) => (decoded.push(byte), at += 3),
            None => (decoded.push(bytes[at]), at += 1),
        };
    }
    decoded
}

fn encode(bytes: &[u8]) -> String {
    let mut text = String::new();
    for &byte in bytes {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            text.push(char::from(byte));
        } else {
            let _ = write!(text, "%{byte:02X}");
        }
    }
    text
}

/// In hexadecimal.
pub fn sha256(bytes: &[u8]) -> String {
    hex(digest::digest(&digest::SHA256, bytes).as_ref())
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

#[cfg(test)]
mod tests {
    use http::{HeaderName, HeaderValue};

    use super::*;

    const SECRET: &str = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";
    const NOTHING: &str = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    fn expected(method: Method, uri: &str, more: &[(&'static str, &str)], signed: &str) -> String {
        let mut headers = HeaderMap::new();
        let usual = [
            ("host", "examplebucket.s3.amazonaws.com"),
            ("x-amz-date", "20130524T000000Z"),
        ];
        for (name, value) in usual.iter().chain(more) {
            headers.insert(HeaderName::from_static(name), HeaderValue::from_str(value).unwrap());
        }
        let claim = Claim::parse(&format!(
            "AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request,SignedHeaders={signed},Signature=x"
        ));
        claim
            .unwrap()
            .expected(SECRET, &method, &uri.parse().unwrap(), &headers)
    }

    /// The four examples of AWS's "Signature Calculations for the Authorization Header: Transferring Payload in a Single Chunk".
    #[test]
    fn the_documented_requests_have_the_documented_signatures() {
        let nothing = ("x-amz-content-sha256", NOTHING);
        let usual = "host;x-amz-content-sha256;x-amz-date";
        assert_eq!(
            expected(
                Method::GET,
                "/test.txt",
                &[("range", "bytes=0-9"), nothing],
                "host;range;x-amz-content-sha256;x-amz-date"
            ),
            "f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41"
        );
        let put = [
            ("date", "Fri, 24 May 2013 00:00:00 GMT"),
            ("x-amz-storage-class", "REDUCED_REDUNDANCY"),
            ("x-amz-content-sha256", &sha256(b"Welcome to Amazon S3.")),
        ];
        assert_eq!(
            expected(
                Method::PUT,
                "/test$file.text",
                &put,
                "date;host;x-amz-content-sha256;x-amz-date;x-amz-storage-class"
            ),
            "98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd"
        );
        assert_eq!(
            expected(Method::GET, "/?lifecycle", &[nothing], usual),
            "fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543"
        );
        assert_eq!(
            expected(Method::GET, "/?prefix=J&max-keys=2", &[nothing], usual),
            "34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7"
        );
    }

    #[test]
    fn another_scheme_or_service_is_no_claim() {
        for text in [
            "Bearer x",
            "AWS4-HMAC-SHA256 Credential=A/20130524/us-east-1/sts/aws4_request,SignedHeaders=host,Signature=x",
            "AWS4-HMAC-SHA256 Credential=A/20130524/us-east-1/s3/aws4_request,Signature=x",
        ] {
            assert_eq!(Claim::parse(text), None, "{text}");
        }
    }
}
