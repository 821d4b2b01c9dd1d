package org.muster.audit;

import java.util.LinkedHashMap;
import java.util.Map;

/** Made-up workbooks with what was published in May 2023, for tests outside this room. */
public final class May2023 {
  private May2023() {}

  /** Three postings by file name; in the second GPS and SmartLINK have changed places. */
  public static Map<String, byte[]> files() {
    Map<String, byte[]> files = new LinkedHashMap<>();
    put(files, "05192023", "5.6.2023", Made.of(4_576, 224_300, 10_477, 3_065));
    put(files, "05262023", "5.20.2023", Made.of(188_934, 34_576, 10_089, 2_291));
    put(files, "06012023", "5.20.2023", Made.of(4_499, 219_011, 10_089, 2_291));
    return files;
  }

  /** One posting in which nothing is wrong. */
  public static Map<String, byte[]> sound() {
    Map<String, byte[]> files = new LinkedHashMap<>();
    put(files, "05192023", "5.6.2023", Made.of(4_576, 224_300, 10_477, 3_065));
    return files;
  }

  private static void put(Map<String, byte[]> files, String posted, String source, Made made) {
    made.posted = posted;
    made.source = source;
    files.put(made.file(), made.book().bytes());
  }
}
