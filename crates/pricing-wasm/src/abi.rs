//! The border of the module. Pointers are 32 bits wide here and nowhere else.

use crate::call::answer;

/// Memory for `len` bytes, to be filled by the host and given back with [`np_free`].
#[unsafe(no_mangle)]
extern "C" fn np_alloc(len: usize) -> *mut u8 {
    Box::into_raw(vec![0_u8; len.max(1)].into_boxed_slice()).cast()
}

/// Gives memory back.
///
/// # Safety
/// `ptr` and `len` must come from one [`np_alloc`] or one [`np_call`], and not have been given back before.
#[unsafe(no_mangle)]
unsafe extern "C" fn np_free(ptr: *mut u8, len: usize) {
    // SAFETY: both sources make a boxed slice of exactly `len.max(1)` bytes; the caller gives it back once.
    drop(unsafe { Box::from_raw(core::ptr::slice_from_raw_parts_mut(ptr, len.max(1))) });
}

/// Answers the call in `ptr..ptr + len`. The result is `pointer << 32 | length` of an answer to be freed by the host.
///
/// # Safety
/// `ptr..ptr + len` must lie in memory that came from [`np_alloc`].
#[unsafe(no_mangle)]
unsafe extern "C" fn np_call(ptr: *const u8, len: usize) -> u64 {
    // SAFETY: the caller vouches for the range, and nothing writes to it while this call runs.
    let answer = answer(unsafe { core::slice::from_raw_parts(ptr, len) }).into_boxed_slice();
    let answer_len = answer.len() as u64; // never 0: every answer begins with a byte that says how it went
    let answer_ptr = Box::into_raw(answer).cast::<u8>().addr() as u64;
    (answer_ptr << 32) | answer_len
}
