/** Figures that others published, about models of their time on tasks of their own. */
export interface PublishedResults {
  readonly name: string;
  readonly source: string;
  /** Points on 0–100, best overall first. */
  readonly rows: readonly (readonly [model: string, overall: number, security: number, quality: number, stability: number])[];
}

const rows: PublishedResults['rows'] = [
  ['Claude-3.7-Sonnet-20250219', 63.01, 46.72, 91.58, 75.0],
  ['Claude-3.7-Sonnet-Thinking-20250219', 61.04, 44.65, 89.85, 72.92],
  ['Qwen3-235B-A22B-Instruct-2507', 60.15, 48.03, 82.08, 67.08],
  ['Qwen3-Coder', 59.31, 42.69, 85.16, 81.54],
  ['DeepSeek-V3-20250324', 58.59, 40.89, 85.87, 82.94],
  ['Claude-Sonnet-4-20250514', 57.14, 34.78, 92.37, 85.65],
  ['Kimi-K2-20250711-Preview', 55.29, 37.82, 79.9, 86.25],
  ['GPT-4o-20241120', 55.1, 45.65, 72.46, 59.67],
  ['Qwen-Coder-Plus-20241106', 53.55, 37.98, 73.78, 86.27],
  ['Claude-Opus-4-20250514', 52.71, 31.95, 85.82, 77.91],
  ['Grok-3', 52.18, 38.64, 73.54, 69.41],
  ['DeepSeek-R1-20250528', 51.76, 38.01, 74.39, 66.38],
  ['Gemini-2.5-Pro-Exp-20250325', 51.02, 29.98, 84.04, 78.21],
  ['Claude-Sonnet-4-Thinking-20250514', 50.92, 34.1, 76.81, 74.22],
  ['Claude-Opus-4-Thinking-20250514', 50.17, 30.7, 79.84, 77.98],
  ['GLM-4.5', 49.8, 35.92, 70.24, 71.74],
  ['Grok-4', 42.4, 29.53, 59.78, 67.42],
  ['o4-mini-20250416', 41.35, 27.87, 60.74, 64.07],
  ['Grok-3-mini', 30.49, 22.37, 38.15, 56.26],
  ['Codex-mini-latest', 29.71, 22.96, 34.68, 55.29],
  ['Hunyuan-T1-20250321', 21.92, 15.57, 20.21, 65.18],
  ['Qwen3-235B-A22B-Thinking', 18.11, 9.42, 15.6, 77.81],
  ['GPT-4.1-20250414', 17.26, 5.26, 16.46, 91.66],
  ['Qwen3-235B-A22B', 13.37, 3.34, 7.27, 91.86],
  ['o3-mini-20250131', 13.23, 3.67, 3.91, 98.57],
  ['o3-20250416', 10.22, 0.36, 0.36, 98.91],
  ['Qwen2.5-Coder-0.5B-Instruct', 36.67, 25.56, 37.79, 100.0],
  ['Qwen2.5-Coder-1.5B-Instruct', 31.57, 26.86, 32.53, 56.9],
  ['Qwen2.5-Coder-3B-Instruct', 34.12, 29.52, 38.28, 49.22],
  ['Qwen2.5-Coder-7B-Instruct', 45.6, 40.78, 52.95, 52.47],
  ['Qwen2.5-Coder-14B-Instruct', 42.76, 32.24, 56.44, 64.87],
  ['Qwen2.5-Coder-32B-Instruct', 44.43, 30.99, 65.08, 63.16],
  ['Qwen3-4B-Thinking', 39.93, 33.57, 44.43, 64.57],
  ['Qwen3-4B-Instruct', 39.05, 32.08, 49.17, 50.5],
  ['Qwen3-30B-A3B-Thinking', 41.89, 31.85, 56.21, 59.2],
  ['Qwen3-30B-A3B-Instruct', 56.59, 45.46, 72.89, 74.47],
  ['Qwen3-235B-A22B-Thinking-2507', 35.18, 24.51, 46.89, 64.09],
];

/** Tables 2 and 3 of the paper; a model that is in both is here once. */
export const PAPER_RESULTS: PublishedResults = { name: 'paper', source: 'A.S.E. 1, arXiv 2508.18106v3, Tables 2 and 3: 120 tasks, 3 cycles', rows: [...rows].sort((a, b) => b[1] - a[1]) };
