// Applies the chosen theme before the first paint. Load it in <head>, without defer.
(() => {
  try {
    const theme = localStorage.getItem("careops.theme");
    if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
  } catch { /* storage is off: the system's theme stays */ }
})();
