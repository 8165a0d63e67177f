// Small dense symmetric matrices, row by row in a flat array of k x k. k is a handful, so nothing here is clever.

/** Inverse of a symmetric positive definite matrix (Cholesky), or null if it is not one to working precision. */
export function invert(matrix: Float64Array, k: number): Float64Array | null {
  const root = new Float64Array(k * k);
  for (let row = 0; row < k; row++) {
    for (let column = 0; column <= row; column++) {
      let sum = matrix[row * k + column];
      for (let i = 0; i < column; i++) sum -= root[row * k + i] * root[column * k + i];
      if (row > column) root[row * k + column] = sum / root[column * k + column];
      else if (sum > 1e-12 * matrix[row * k + row]) root[row * k + row] = Math.sqrt(sum);
      else return null;
    }
  }
  const inverse = new Float64Array(k * k);
  for (let unit = 0; unit < k; unit++) {
    const solution = new Float64Array(k);
    for (let row = 0; row < k; row++) {
      let sum = row === unit ? 1 : 0;
      for (let i = 0; i < row; i++) sum -= root[row * k + i] * solution[i];
      solution[row] = sum / root[row * k + row];
    }
    for (let row = k - 1; row >= 0; row--) {
      let sum = solution[row];
      for (let i = row + 1; i < k; i++) sum -= root[i * k + row] * solution[i];
      solution[row] = sum / root[row * k + row];
    }
    for (let row = 0; row < k; row++) inverse[row * k + unit] = solution[row];
  }
  return inverse;
}

/** `matrix` times a vector. */
export function times(matrix: Float64Array, vector: Float64Array): Float64Array {
  const k = vector.length;
  return Float64Array.from({length: k}, (_, row) => {
    let sum = 0;
    for (let i = 0; i < k; i++) sum += matrix[row * k + i] * vector[i];
    return sum;
  });
}

/**
 * Condition of the columns behind a Gram matrix: largest over smallest singular value after each column is scaled to
 * length 1. Above 30 columns are near to combinations of each other; Infinity if one is.
 *
 * @see D. A. Belsley, E. Kuh and R. E. Welsch, Regression Diagnostics, Wiley 1980, chapter 3
 */
export function condition(gram: Float64Array, k: number): number {
  const scaled = gram.map((value, at) => {
    const [row, column] = [Math.floor(at / k), at % k];
    return value / Math.sqrt(gram[row * k + row] * gram[column * k + column]);
  });
  const values = eigenvalues(scaled, k);
  const [least, most] = [Math.min(...values), Math.max(...values)];
  return least > 1e-12 * most ? Math.sqrt(most / least) : Infinity;
}

/** Eigenvalues of a symmetric matrix (Jacobi rotations); `matrix` is overwritten. */
function eigenvalues(matrix: Float64Array, k: number): number[] {
  for (let sweep = 0; sweep < 30; sweep++) {
    for (let p = 0; p < k; p++) {
      for (let q = p + 1; q < k; q++) rotate(matrix, k, p, q);
    }
  }
  return Array.from({length: k}, (_, i) => matrix[i * k + i]);
}

/** Turns the plane of p and q so that their common element becomes 0. */
function rotate(matrix: Float64Array, k: number, p: number, q: number): void {
  const off = matrix[p * k + q];
  if (Math.abs(off) < 1e-15) return;
  const angle = 0.5 * Math.atan2(2 * off, matrix[q * k + q] - matrix[p * k + p]);
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  for (let i = 0; i < k; i++) {
    const [left, right] = [matrix[i * k + p], matrix[i * k + q]];
    matrix[i * k + p] = cos * left - sin * right;
    matrix[i * k + q] = sin * left + cos * right;
  }
  for (let i = 0; i < k; i++) {
    const [upper, lower] = [matrix[p * k + i], matrix[q * k + i]];
    matrix[p * k + i] = cos * upper - sin * lower;
    matrix[q * k + i] = sin * upper + cos * lower;
  }
}
