package org.muster.casework;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.muster.store.RefusalCounts;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;

/** What devices and gateways sent that was not taken, and why: to be read. */
@Service
public class RefusalBook {
  /** Lines that are listed; the sums are over all. */
  public static final int LINES_MAX = 500;

  private final RefusalCounts counts;

  public RefusalBook(RefusalCounts counts) {
    this.counts = counts;
  }

  /**
   * How often a reason was given on a day (UTC) to one sender.
   *
   * @param device the id of the device whose token it came with
   * @param vendor the vendor of that device, or whose gateway's token it was
   */
  public record Line(
      LocalDate onDay,
      String protocol,
      String reason,
      Optional<Long> tokenId,
      Optional<String> device,
      Optional<String> vendor,
      long count) {}

  /** How often a reason was given, to all senders. */
  public record Sum(String reason, long count) {}

  /** A stretch of days up to now: the sums, and the lines behind them, the latest first. */
  public record Page(List<Sum> sums, List<Line> lines) {
    public Page {
      sums = List.copyOf(sums);
      lines = List.copyOf(lines);
    }

    public long total() {
      return sums.stream().mapToLong(Sum::count).sum();
    }

    /** Whether there are more lines than are listed. */
    public boolean cut() {
      return lines.stream().mapToLong(Line::count).sum() < total();
    }
  }

  /** From the day on; sums and lines are read from one state, so that they balance. */
  @Transactional(isolation = Isolation.REPEATABLE_READ)
  public Page since(LocalDate fromDay) {
    return new Page(
        counts.sums(fromDay).stream().map(sum -> new Sum(sum.reason(), sum.count())).toList(),
        counts.list(fromDay, LINES_MAX).stream()
            .map(
                c ->
                    new Line(
                        c.onDay(),
                        c.protocol(),
                        c.reason(),
                        c.tokenId(),
                        c.device(),
                        c.vendor(),
                        c.count()))
            .toList());
  }
}
