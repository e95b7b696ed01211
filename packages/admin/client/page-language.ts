// The plot library writes numbers in the language of the browser as it is loaded. This page is in English; and a browser on a
// machine without a locale names a language that `Intl` refuses.
Object.defineProperty(navigator, 'language', { value: 'en' });
