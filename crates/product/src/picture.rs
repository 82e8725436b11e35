//! Pictures of goods: a file that somebody sends, read within limits, turned upright and made small. What a camera writes into its files, such
//! as where it was taken, does not come along.

use std::io::Cursor;

use image::{
    DynamicImage, ImageDecoder as _, ImageFormat, ImageReader, Limits, codecs::jpeg::JpegEncoder, metadata::Orientation,
};
use kernel::{Error, Result};

use crate::codes::PICTURE_UNREADABLE;

/// The most bytes of a file.
pub(crate) const BYTES_MAX: usize = 5 * 1024 * 1024;
/// The most pixels, and the most on a side: known from the file's first bytes, before anything is decoded.
const PIXELS_MAX: u64 = 16_000_000;
const SIDE_MAX: u32 = 10_000;
/// The most memory that decoding may take.
const DECODING_BYTES_MAX: u64 = 128 * 1024 * 1024;
/// The longest side as it is kept: on a page of its own, and in a list.
const LARGE_SIDE: u32 = 800;
const SMALL_SIDE: u32 = 160;
const JPEG_QUALITY: u8 = 82;

/// A picture as it is kept.
#[derive(Debug)]
pub(crate) struct Picture {
    pub media_type: &'static str,
    pub width: u32,
    pub height: u32,
    pub large: Vec<u8>,
    pub small: Vec<u8>,
}

/// Reads a JPEG, PNG or WebP file. Takes a processor for as long as it lasts.
///
/// # Errors
/// 422 `picture_unreadable` for anything else, for one that is broken, and for one with too many pixels.
pub(crate) fn read(file: &[u8]) -> Result<Picture> {
    let image = decode(file)?;
    // What shows through must go on doing so.
    let format = if image.color().has_alpha() {
        ImageFormat::Png
    } else {
        ImageFormat::Jpeg
    };
    let large = within(&image, LARGE_SIDE);
    let small = within(&large, SMALL_SIDE);
    Ok(Picture {
        media_type: format.to_mime_type(),
        width: large.width(),
        height: large.height(),
        large: encode(&large, format)?,
        small: encode(&small, format)?,
    })
}

fn decode(file: &[u8]) -> Result<DynamicImage> {
    let unreadable = |error: image::ImageError| PICTURE_UNREADABLE.error().caused_by(Error::internal(error));
    let mut reader = ImageReader::new(Cursor::new(file))
        .with_guessed_format()
        .map_err(Error::internal)?;
    if !matches!(
        reader.format(),
        Some(ImageFormat::Jpeg | ImageFormat::Png | ImageFormat::WebP)
    ) {
        return Err(PICTURE_UNREADABLE.because("Pictures are JPEG, PNG or WebP files."));
    }
    let mut limits = Limits::default();
    limits.max_image_width = Some(SIDE_MAX);
    limits.max_image_height = Some(SIDE_MAX);
    limits.max_alloc = Some(DECODING_BYTES_MAX);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().map_err(unreadable)?;
    let (width, height) = decoder.dimensions();
    if u64::from(width) * u64::from(height) > PIXELS_MAX {
        return Err(PICTURE_UNREADABLE.because(format!(
            "The picture has more than {} million pixels. Make it smaller and send it again.",
            PIXELS_MAX / 1_000_000
        )));
    }
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let mut image = DynamicImage::from_decoder(decoder).map_err(unreadable)?;
    image.apply_orientation(orientation);
    Ok(image)
}

/// The picture with no side longer than this; a smaller one stays as it is.
fn within(image: &DynamicImage, side: u32) -> DynamicImage {
    if image.width().max(image.height()) <= side {
        image.clone()
    } else {
        image.thumbnail(side, side)
    }
}

fn encode(image: &DynamicImage, format: ImageFormat) -> Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let written = if format == ImageFormat::Jpeg {
        let encoder = JpegEncoder::new_with_quality(&mut bytes, JPEG_QUALITY);
        image.to_rgb8().write_with_encoder(encoder)
    } else {
        image.to_rgba8().write_to(&mut Cursor::new(&mut bytes), format)
    };
    written.map_err(Error::internal)?;
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use image::{Rgb, RgbImage, Rgba, RgbaImage};

    use super::*;

    fn file(image: &DynamicImage, format: ImageFormat) -> Vec<u8> {
        let mut bytes = Vec::new();
        image.write_to(&mut Cursor::new(&mut bytes), format).unwrap();
        bytes
    }

    fn red(width: u32, height: u32) -> DynamicImage {
        RgbImage::from_pixel(width, height, Rgb([200, 30, 30])).into()
    }

    fn side(bytes: &[u8]) -> (u32, u32) {
        let image = image::load_from_memory(bytes).unwrap();
        (image.width(), image.height())
    }

    fn refused(file: &[u8]) -> String {
        read(file).unwrap_err().code().to_owned()
    }

    #[test]
    fn each_kind_is_made_small_and_keeps_its_shape() {
        for format in [ImageFormat::Jpeg, ImageFormat::Png, ImageFormat::WebP] {
            let picture = read(&file(&red(1600, 400), format)).unwrap();
            assert_eq!(
                (picture.media_type, picture.width, picture.height),
                ("image/jpeg", 800, 200),
                "{format:?}"
            );
            assert_eq!((side(&picture.large), side(&picture.small)), ((800, 200), (160, 40)));
        }
        let small = read(&file(&red(30, 20), ImageFormat::Png)).unwrap();
        assert_eq!(
            (side(&small.large), side(&small.small)),
            ((30, 20), (30, 20)),
            "nothing is made larger"
        );
    }

    #[test]
    fn what_shows_through_goes_on_doing_so() {
        let glass = RgbaImage::from_pixel(900, 900, Rgba([0, 0, 255, 0]));
        let picture = read(&file(&glass.into(), ImageFormat::Png)).unwrap();
        assert_eq!(picture.media_type, "image/png");
        assert_eq!(
            image::load_from_memory(&picture.small)
                .unwrap()
                .to_rgba8()
                .get_pixel(5, 5)
                .0[3],
            0
        );
    }

    #[test]
    fn a_picture_that_was_taken_sideways_is_turned() {
        // A JPEG that says in its Exif part that it is to be turned by a quarter.
        let plain = file(&red(40, 20), ImageFormat::Jpeg);
        let exif = b"\xff\xe1\x00\x22Exif\x00\x00MM\x00\x2a\x00\x00\x00\x08\x00\x01\x01\x12\x00\x03\x00\x00\x00\x01\x00\x06\x00\x00\x00\x00\x00\x00";
        let turned = [&plain[..2], exif, &plain[2..]].concat();
        let picture = read(&turned).unwrap();
        assert_eq!((picture.width, picture.height), (20, 40));
        assert!(
            !picture.large.windows(4).any(|part| part == b"Exif"),
            "and no longer says so"
        );
    }

    #[test]
    fn what_is_no_picture_is_broken_or_too_large_is_refused() {
        let png = file(&red(100, 100), ImageFormat::Png);
        for bad in [
            &b""[..],
            b"GIF89a\x01\x00\x01\x00",
            b"<svg xmlns='http://www.w3.org/2000/svg'/>",
            &png[..60],
        ] {
            assert_eq!(refused(bad), "picture_unreadable");
        }
        // Some bytes that claim to be very many pixels: refused by what they claim, not after it was decoded.
        let mut bomb = png;
        bomb[16..24].copy_from_slice(&[0, 0, 0x1f, 0x40, 0, 0, 0x1f, 0x40]);
        let crc = crc32(&bomb[12..29]);
        bomb[29..33].copy_from_slice(&crc.to_be_bytes());
        let error = read(&bomb).unwrap_err();
        assert!(
            error.problem()["detail"].as_str().unwrap().contains("million pixels"),
            "{:?}",
            error.problem()
        );
    }

    fn crc32(bytes: &[u8]) -> u32 {
        let step = |crc: u32, byte: &u8| {
            (0..8).fold(crc ^ u32::from(*byte), |crc, _| {
                if crc & 1 == 1 {
                    (crc >> 1) ^ 0xedb8_8320
                } else {
                    crc >> 1
                }
            })
        };
        !bytes.iter().fold(u32::MAX, step)
    }
}
