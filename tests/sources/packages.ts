import type { NpmSource } from '../../src/contract/task.ts';

/** Small packages that never change. */
export const MS: NpmSource = {
  type: 'npm',
  name: 'ms',
  version: '2.1.3',
  integrity: 'sha512-6FlzubTLZG3J2a/NVCAleEhjzq5oxgHyaCU9yYXvcLsvoVaHJq/s5xXI6/XXP6tz7R9xAOtHnSO/tXtF3WRTlA==',
};
export const OLD_MS: NpmSource = {
  type: 'npm',
  name: 'ms',
  version: '2.0.0',
  integrity: 'sha512-Tpp60P6IUJDTuOq/5Z8cdskzJujfwqfOTkrwIwj7IRISpnkJnT6SyJ4PCPnGMoFjC9ddhal5KVIYtAt97ix05A==',
};
export const ONCE: NpmSource = {
  type: 'npm',
  name: 'once',
  version: '1.4.0',
  integrity: 'sha512-lNaJgI+2Q5URQBkccEKHTQOPaXdUxnZZElQTZY0MFUAuaEqe1E+Nyvgdz/aIyNi6Z9MzO5dv1H8n58/GELp3+w==',
};
export const WRAPPY: NpmSource = {
  type: 'npm',
  name: 'wrappy',
  version: '1.0.2',
  integrity: 'sha512-l4Sp/DRseor9wL6EvV2+TuQn63dMkPjZ/sp9XkghTEbV9KlPS1xUsZ3u7/IQO4wxtcFB4bgpQPRcR3QCvezPcQ==',
};
