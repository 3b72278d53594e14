declare module 'jstat' {
  const library: {
    jStat: {
      studentt: { cdf(x: number, degrees: number): number; inv(p: number, degrees: number): number };
      binomial: { cdf(k: number, n: number, p: number): number };
      chisquare: { cdf(x: number, degrees: number): number };
      normal: { inv(p: number, mean: number, deviation: number): number };
      combination(n: number, k: number): number;
    };
  };
  export default library;
}
