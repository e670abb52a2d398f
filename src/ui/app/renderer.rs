//! Which renderer draws the window and which is tried next: plain decisions, the same on every system.

use crate::store::Settings;

/// The renderers of this build, the usual one first.
pub const COMPILED_IN: &[&str] = if cfg!(windows) { &["glow", "wgpu"] } else { &["glow"] };

/// Starts in a row that have to fail before their renderer is avoided: a second click or a power cut is no broken driver.
const FAILED_STARTS: u8 = 2;

/// The renderers to try, in order: the one asked for first, the one that had failed last. `None` where the one asked for
/// is not in this build.
pub fn to_try(asked: Option<&str>, avoid: Option<&str>, compiled_in: &[&'static str]) -> Option<Vec<&'static str>> {
    if asked.is_some_and(|name| !compiled_in.contains(&name)) {
        return None;
    }
    let mut order = compiled_in.to_vec();
    order.sort_by_key(|name| match asked {
        Some(asked) => *name != asked,
        None => Some(*name) == avoid,
    });
    Some(order)
}

/// Counts a start that has left its mark, since it brought the whole program down.
pub fn count_failed_start(settings: &mut Settings) {
    let Some(renderer) = settings.starting_with.take() else { return };
    settings.failed_starts = settings.failed_starts.saturating_add(1);
    if settings.failed_starts >= FAILED_STARTS {
        settings.failed_starts = 0;
        settings.avoid_renderer = Some(renderer);
    }
}

/// A frame stands on the screen: the renderer works, whatever was counted before.
pub fn start_went_well(settings: &mut Settings, renderer: &str) {
    settings.starting_with = None;
    settings.failed_starts = 0;
    if settings.avoid_renderer.as_deref() == Some(renderer) {
        settings.avoid_renderer = None;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const BOTH: &[&str] = &["glow", "wgpu"];

    #[test]
    fn the_one_asked_for_comes_first_and_the_one_that_failed_last() {
        assert_eq!(to_try(None, None, BOTH).unwrap(), ["glow", "wgpu"]);
        assert_eq!(to_try(None, Some("glow"), BOTH).unwrap(), ["wgpu", "glow"]);
        assert_eq!(to_try(Some("glow"), Some("glow"), BOTH).unwrap(), ["glow", "wgpu"]);
        assert_eq!(to_try(Some("wgpu"), None, BOTH).unwrap(), ["wgpu", "glow"]);
        assert_eq!(to_try(None, Some("glow"), &["glow"]).unwrap(), ["glow"]);
        assert_eq!(to_try(Some("wgpu"), None, &["glow"]), None);
    }

    #[test]
    fn only_two_failed_starts_in_a_row_switch_the_renderer() {
        let mut settings = Settings::default();
        let failed = |settings: &mut Settings| {
            settings.starting_with = Some("glow".into());
            count_failed_start(settings);
        };
        failed(&mut settings);
        assert_eq!(settings.avoid_renderer, None, "a second click is no failure");
        start_went_well(&mut settings, "glow");
        failed(&mut settings);
        assert_eq!(settings.avoid_renderer, None, "a good start clears what was counted");
        failed(&mut settings);
        assert_eq!(settings.avoid_renderer.as_deref(), Some("glow"));
        start_went_well(&mut settings, "wgpu");
        assert_eq!(settings.avoid_renderer.as_deref(), Some("glow"));
        start_went_well(&mut settings, "glow");
        assert_eq!(settings.avoid_renderer, None);
    }
}
