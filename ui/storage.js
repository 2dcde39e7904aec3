// In a frame of another site a browser may refuse to keep anything, and asking for it throws. Gradio does not expect
// that; so the page then keeps things in memory, for as long as it is open.
for (const name of ["localStorage", "sessionStorage"]) {
  try {
    window[name].length;
  } catch {
    const kept = new Map();
    const memory = {
      getItem: (key) => kept.get(String(key)) ?? null,
      setItem: (key, value) => kept.set(String(key), String(value)),
      removeItem: (key) => kept.delete(String(key)),
      clear: () => kept.clear(),
      key: (index) => [...kept.keys()][index] ?? null,
      get length() {
        return kept.size;
      },
    };
    Object.defineProperty(window, name, { value: memory });
  }
}
