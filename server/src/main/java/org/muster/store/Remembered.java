package org.muster.store;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** A map of what was used lately: when it is full, what was used longest ago makes room. */
public final class Remembered<K, V> {
  private final Map<K, V> map = new LinkedHashMap<>(16, 0.75f, true);
  private final long weightMax;
  private final ToLongFunction<V> weightOf;
  private long weight;

  public Remembered(int entriesMax) {
    this(entriesMax, value -> 1);
  }

  /** Full when what is in it weighs so much together. */
  public Remembered(long weightMax, ToLongFunction<V> weightOf) {
    this.weightMax = weightMax;
    this.weightOf = weightOf;
  }

  public synchronized @Nullable V get(K key) {
    return map.get(key);
  }

  public synchronized void put(K key, V value) {
    remove(key);
    map.put(key, value);
    weight += weightOf.applyAsLong(value);
    Iterator<V> longestAgo = map.values().iterator();
    while (weight > weightMax && longestAgo.hasNext()) {
      weight -= weightOf.applyAsLong(longestAgo.next());
      longestAgo.remove();
    }
  }

  public synchronized void remove(K key) {
    V was = map.remove(key);
    if (was != null) {
      weight -= weightOf.applyAsLong(was);
    }
  }

  public synchronized void clear() {
    map.clear();
    weight = 0;
  }
}
