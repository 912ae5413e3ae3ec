//! Tables of words that are looked up for every key and every line of a text, most of which are about something else.

/// Rows by one byte of their word. Only those with the right byte have to be tried. `cargo xtask bench reading` shows what
/// it is good for.
pub(super) struct ByByte<T>([Vec<T>; 256]);

impl<T> ByByte<T> {
    /// Puts each row under the byte that is given with it. Rows with the same byte stay in their order.
    pub(super) fn new(rows: impl IntoIterator<Item = (Option<u8>, T)>) -> Self {
        let mut table = [const { Vec::new() }; 256];
        for (byte, row) in rows {
            if let Some(byte) = byte {
                table[usize::from(byte)].push(row);
            }
        }
        Self(table)
    }

    /// The rows under `byte`.
    pub(super) fn get(&self, byte: u8) -> &[T] {
        &self.0[usize::from(byte)]
    }
}
