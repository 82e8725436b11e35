//! The binary border, byte by byte. What the calls answer is compared with the native engine in `web/packages/pricing`.

use pricing_wasm::answer;

/// `parse_minor("12.3", EUR with 2 decimals)`.
fn parse_call() -> Vec<u8> {
    let mut call = vec![6];
    call.extend([4, 0, 0, 0]);
    call.extend(b"12.3");
    call.extend([3, 0, 0, 0]);
    call.extend(b"EUR");
    call.extend([2, 0, 0, 0, 0, 0, 0, 0]);
    call
}

fn bad_input() -> Vec<u8> {
    answer(&[])
}

#[test]
fn a_result_follows_the_byte_1() {
    assert_eq!(answer(&parse_call()), [1, 0xce, 0x04, 0, 0, 0, 0, 0, 0]); // 1230
    // refund_share(899, 3000, 1000, 1000)
    let call: Vec<u8> = [899_i64, 3000, 1000, 1000]
        .iter()
        .flat_map(|number| number.to_le_bytes())
        .collect();
    let call = [vec![3], call].concat();
    assert_eq!(answer(&call), [vec![1], 299_i64.to_le_bytes().to_vec()].concat());
}

#[test]
fn a_refusal_has_its_code_its_text_and_its_line() {
    let mut call = parse_call();
    call[5] = b'x';
    let answer = answer(&call);
    assert_eq!(&answer[..15], b"\x00\x0a\x00\x00\x00bad_amount");
    assert_eq!(answer[answer.len() - 1], 0); // no line
    assert!(String::from_utf8_lossy(&answer[19..]).starts_with("the text is not an amount"));
}

#[test]
fn bytes_that_are_not_a_call_are_bad_input() {
    assert_eq!(&bad_input()[..14], b"\x00\x09\x00\x00\x00bad_input");
    let whole = parse_call();
    for end in 0..whole.len() {
        assert_eq!(answer(&whole[..end]), bad_input(), "cut after {end} bytes");
    }
    assert_eq!(answer(&[whole.clone(), vec![0]].concat()), bad_input());
    let changed = |at: usize, byte: u8| {
        let mut call = whole.clone();
        call[at] = byte;
        answer(&call)
    };
    assert_eq!(changed(0, 8), bad_input()); // no such call
    assert_eq!(changed(1, 255), bad_input()); // a text longer than the call
    assert_eq!(changed(4, 255), bad_input());
    assert_eq!(changed(5, 0xff), bad_input()); // not UTF-8
    assert_eq!(changed(16, 1), bad_input()); // an exponent of 1
    assert_eq!(changed(17, 1), bad_input()); // and of 258
    assert_ne!(changed(0, 6), bad_input());
}

/// A list of 4 thousand million items takes no memory before they are there.
#[test]
fn a_length_is_only_a_claim() {
    let mut call = vec![5]; // price_for
    call.extend([255, 255, 255, 255]);
    assert_eq!(answer(&call), bad_input());
}

#[test]
fn any_bytes_get_an_answer() {
    let mut state = 1_u32;
    for length in 0..2000_usize {
        let mut next = || {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            state.to_be_bytes()[0]
        };
        let mut call: Vec<u8> = (0..length % 97).map(|_| next() % 4).collect();
        if let Some(first) = call.first_mut() {
            *first = next() % 9;
        }
        assert!(!answer(&call).is_empty());
    }
}
