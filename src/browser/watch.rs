//! The watching of the page, as an owned value: dropping it ends it.

/// Watches the page until it is dropped.
pub struct Watch(Option<Box<dyn FnOnce()>>);

impl Watch {
    pub(super) fn ending_with(end: impl FnOnce() + 'static) -> Self {
        Self(Some(Box::new(end)))
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        if let Some(end) = self.0.take() {
            end();
        }
    }
}
