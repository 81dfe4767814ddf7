/**
 * Files of packages from which PDF files are set: the compiler, and a font in its two weights. A function reads them where it runs; they
 * lie beside its bundle under the same names.
 */
export const PRINTING_FILES = {
  compiler: '@myriaddreamin/typst-ts-web-compiler/pkg/typst_ts_web_compiler_bg.wasm',
  regular: '@expo-google-fonts/sarabun/400Regular/Sarabun_400Regular.ttf',
  bold: '@expo-google-fonts/sarabun/700Bold/Sarabun_700Bold.ttf',
} as const;
