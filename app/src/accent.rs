//! The accent colour of the policy, made readable: where its lightness would give too little contrast, it is moved, never refused.
//!
//! Conversions are Björn Ottosson's `OKLab` (2020); contrast is that of WCAG 2.2, 1.4.3.

/// The least contrast of text against its background (WCAG 2.2, level AA).
const MIN_CONTRAST: f64 = 4.5;
/// The surfaces the accent must be readable on: those of `style/tokens.css`.
const LIGHT_SURFACE: [f64; 3] = [0.965, 0.961, 0.949];
const DARK_SURFACE: [f64; 3] = [0.145, 0.149, 0.161];

/// The accent for both themes, as CSS colours.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Accent {
    /// On light surfaces.
    pub light: String,
    /// On dark surfaces.
    pub dark: String,
    /// Whether the colour had to be changed for the light theme.
    pub adjusted: bool,
}

/// Fits a colour `#rrggbb` to both themes. `None` when the text is no such colour.
pub fn fit(hex: &str) -> Option<Accent> {
    let digits = hex.strip_prefix('#').filter(|d| d.len() == 6 && d.is_ascii())?;
    let channel =
        |i: usize| u8::from_str_radix(&digits[i..i + 2], 16).ok().map(|v| f64::from(v) / 255.0);
    let rgb = [channel(0)?, channel(2)?, channel(4)?];
    let light = readable(rgb, LIGHT_SURFACE, -0.01);
    let dark = readable(rgb, DARK_SURFACE, 0.01);
    Some(Accent {
        light: to_hex(light),
        dark: to_hex(dark),
        adjusted: to_hex(light) != to_hex(rgb),
    })
}

/// The style sheet that brings the accent into a page.
pub fn style(accent: &Accent) -> String {
    format!(":root{{--accent:light-dark({},{})}}", accent.light, accent.dark)
}

fn readable(rgb: [f64; 3], surface: [f64; 3], step: f64) -> [f64; 3] {
    let [mut lightness, a, b] = to_oklab(rgb);
    let mut colour = rgb;
    while contrast(colour, surface) < MIN_CONTRAST && (0.0..=1.0).contains(&lightness) {
        lightness += step;
        colour = from_oklab([lightness, a, b]);
    }
    colour
}

fn linear(channel: f64) -> f64 {
    if channel <= 0.040_45 { channel / 12.92 } else { ((channel + 0.055) / 1.055).powf(2.4) }
}

fn gamma(channel: f64) -> f64 {
    let channel = channel.clamp(0.0, 1.0);
    if channel <= 0.003_130_8 { channel * 12.92 } else { 1.055 * channel.powf(1.0 / 2.4) - 0.055 }
}

fn contrast(a: [f64; 3], b: [f64; 3]) -> f64 {
    let luminance =
        |c: [f64; 3]| 0.2126 * linear(c[0]) + 0.7152 * linear(c[1]) + 0.0722 * linear(c[2]);
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

#[expect(clippy::many_single_char_names, reason = "the axes of the colour spaces have these names")]
fn to_oklab(rgb: [f64; 3]) -> [f64; 3] {
    let [r, g, b] = rgb.map(linear);
    let l = (0.412_221_470_8 * r + 0.536_332_536_3 * g + 0.051_445_992_9 * b).cbrt();
    let m = (0.211_903_498_2 * r + 0.680_699_545_1 * g + 0.107_396_956_6 * b).cbrt();
    let s = (0.088_302_461_9 * r + 0.281_718_837_6 * g + 0.629_978_700_5 * b).cbrt();
    [
        0.210_454_255_3 * l + 0.793_617_785 * m - 0.004_072_046_8 * s,
        1.977_998_495_1 * l - 2.428_592_205 * m + 0.450_593_709_9 * s,
        0.025_904_037_1 * l + 0.782_771_766_2 * m - 0.808_675_766 * s,
    ]
}

#[expect(clippy::many_single_char_names, reason = "the axes of the colour spaces have these names")]
fn from_oklab([lightness, a, b]: [f64; 3]) -> [f64; 3] {
    let l = (lightness + 0.396_337_777_4 * a + 0.215_803_757_3 * b).powi(3);
    let m = (lightness - 0.105_561_345_8 * a - 0.063_854_172_8 * b).powi(3);
    let s = (lightness - 0.089_484_177_5 * a - 1.291_485_548 * b).powi(3);
    [
        4.076_741_662_1 * l - 3.307_711_591_3 * m + 0.230_969_929_2 * s,
        -1.268_438_004_6 * l + 2.609_757_401_1 * m - 0.341_319_396_5 * s,
        -0.004_196_086_3 * l - 0.703_418_614_7 * m + 1.707_614_701 * s,
    ]
    .map(gamma)
}

fn to_hex(rgb: [f64; 3]) -> String {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "channels are clamped to 0..=1"
    )]
    let [r, g, b] = rgb.map(|c| (c.clamp(0.0, 1.0) * 255.0).round() as u8);
    format!("#{r:02x}{g:02x}{b:02x}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_readable_accent_stays_as_it_is_on_light() {
        let accent = fit("#0b5c4a").unwrap();
        assert_eq!(accent.light, "#0b5c4a");
        assert!(!accent.adjusted);
    }

    #[test]
    fn every_accent_becomes_readable_in_both_themes() {
        for r in [0, 90, 180, 255] {
            for g in [0, 90, 180, 255] {
                for b in [0, 90, 180, 255] {
                    let accent = fit(&format!("#{r:02x}{g:02x}{b:02x}")).unwrap();
                    let rgb = |hex: &str| {
                        [1, 3, 5].map(|i| {
                            f64::from(u8::from_str_radix(&hex[i..i + 2], 16).unwrap()) / 255.0
                        })
                    };
                    assert!(contrast(rgb(&accent.light), LIGHT_SURFACE) >= 4.45, "{accent:?}");
                    assert!(contrast(rgb(&accent.dark), DARK_SURFACE) >= 4.45, "{accent:?}");
                }
            }
        }
    }

    #[test]
    fn what_is_no_colour_is_refused() {
        for bad in ["", "green", "#12345", "#12345g", "#ééé"] {
            assert_eq!(fit(bad), None, "{bad:?}");
        }
    }
}
