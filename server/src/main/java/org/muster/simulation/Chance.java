package org.muster.simulation;

import java.util.List;
import java.util.SplittableRandom;

/**
 * Chance that can be repeated: the same seed and the same name give the same draws, whatever was
 * drawn elsewhere.
 */
final class Chance {
  private final SplittableRandom random;

  private Chance(long seed) {
    this.random = new SplittableRandom(seed);
  }

  /** Chance for one purpose: what it is for, and of whom or when. */
  static Chance of(long seed, String purpose, long which) {
    return new Chance(mixed(mixed(seed, hash(purpose)), which));
  }

  /** A seed of its own for one purpose. */
  static long seedOf(long seed, String purpose, long which) {
    return mixed(mixed(seed, hash(purpose)), which);
  }

  double between(double low, double high) {
    return low + (high - low) * random.nextDouble();
  }

  /** From 0 up to, not including, the bound. */
  int below(int bound) {
    return random.nextInt(bound);
  }

  boolean happens(double probability) {
    return random.nextDouble() < probability;
  }

  /** Standard normal: mean 0, deviation 1. */
  double normal() {
    return random.nextGaussian();
  }

  <T> T pick(List<T> from) {
    return from.get(random.nextInt(from.size()));
  }

  /** FNV-1a, because the hash of a string must be the same in every release. */
  private static long hash(String text) {
    long hash = 0xcbf29ce484222325L;
    for (int i = 0; i < text.length(); i++) {
      hash = (hash ^ text.charAt(i)) * 0x100000001b3L;
    }
    return hash;
  }

  /** The finaliser of SplitMix64 over both values. */
  private static long mixed(long a, long b) {
    long z = a * 0x9e3779b97f4a7c15L + b + 0x632be59bd9b4e019L;
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }
}
