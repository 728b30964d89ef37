import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** `npm run web` serves the pages with the API of a server on port 3000; `npm start` builds them. */
export default defineConfig({
  root: import.meta.dirname,
  plugins: [react()],
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    // Phones of villages are old: what Chrome 87 and Safari 14 can run.
    target: ['chrome87', 'safari14'],
    // What the service worker keeps on a phone is read from this list.
    manifest: 'files.json',
    rolldownOptions: {
      input: [
        `${import.meta.dirname}/index.html`,
        `${import.meta.dirname}/src/offline/worker.ts`,
        `${import.meta.dirname}/src/board/board.ts`,
      ],
      // A service worker keeps its address, and governs what lies beside it; pages made by the server name their script.
      output: {
        entryFileNames: ({ name }) =>
          name === 'worker' || name === 'board' ? '[name].js' : 'assets/[name]-[hash].js',
      },
    },
    chunkSizeWarningLimit: 2000,
  },
  // The server takes writes from its own address only, so the browser's address goes through as it is.
  server: { proxy: { '/api': { target: 'http://localhost:3000', changeOrigin: false } } },
});
