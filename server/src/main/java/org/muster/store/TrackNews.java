package org.muster.store;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.muster.domain.EnrolmentId;
import org.muster.domain.Interval;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Which reports brought something since an enrolment was judged. */
final class TrackNews {
  private final JdbcClient jdbc;
  private final Arrivals arrivals;
  private final TrackChunks chunks;

  TrackNews(JdbcClient jdbc, Arrivals arrivals, TrackChunks chunks) {
    this.jdbc = jdbc;
    this.arrivals = arrivals;
    this.chunks = chunks;
  }

  /**
   * The reports that brought observations of the interval, its end included, that were not judged
   * before.
   */
  Because since(Seen seen, EnrolmentId enrolment, Interval interval) {
    List<StoredObservation> arrived = arrived(seen, enrolment, interval);
    Because ofRows = reportsOfRows(seen, enrolment, interval);
    Instant to = interval.endsAt().plusMillis(1);
    List<StoredObservation> sealed = chunks.listNews(seen, enrolment, interval.startsAt(), to);
    if (sealed.isEmpty() && arrived.isEmpty()) {
      return ofRows;
    }
    // The rows are read again as they are, to count none of them twice.
    List<StoredObservation> rows =
        new ArrayList<>(StoredRows.list(jdbc, enrolment, new Interval(interval.startsAt(), to)));
    rows.addAll(arrived);
    sealed = chunks.listNews(seen, enrolment, interval.startsAt(), to);
    Map<Long, News> ofReport = new TreeMap<>();
    for (StoredObservation one : StoredObservation.union(rows, sealed)) {
      if (seen.isNews(one)
          && !one.observedAt().isBefore(interval.startsAt())
          && !one.observedAt().isAfter(interval.endsAt())) {
        ofReport.merge(one.reportId(), news(one), TrackNews::earliest);
      }
    }
    List<News> latestFirst =
        ofReport.entrySet().stream()
            .sorted(
                Comparator.<Map.Entry<Long, News>, Instant>comparing(
                        one -> one.getValue().speaksFrom())
                    .thenComparing(Map.Entry::getKey)
                    .reversed())
            .limit(Because.NEWS_MAX)
            .map(Map.Entry::getValue)
            .toList();
    return new Because(latestFirst.reversed(), ofReport.size());
  }

  private List<StoredObservation> arrived(Seen seen, EnrolmentId enrolment, Interval interval) {
    List<Arrival> news =
        arrivals.ofEnrolment(enrolment).stream()
            .filter(
                arrival ->
                    seen.isNews(arrival.observation())
                        && !arrival.observation().observedAt().isBefore(interval.startsAt())
                        && !arrival.observation().observedAt().isAfter(interval.endsAt()))
            .toList();
    if (news.isEmpty()) {
      return List.of();
    }
    Standing standing = Standing.of(jdbc, List.of(enrolment));
    return news.stream().filter(standing::counts).map(Arrival::observation).toList();
  }

  private static News news(StoredObservation one) {
    return new News(
        News.Kind.REPORT, Long.toString(one.reportId()), one.observedAt(), one.receivedAt());
  }

  private static News earliest(News a, News b) {
    return new News(
        a.kind(),
        a.id(),
        a.speaksFrom().isBefore(b.speaksFrom()) ? a.speaksFrom() : b.speaksFrom(),
        a.knownAt().isBefore(b.knownAt()) ? a.knownAt() : b.knownAt());
  }

  private Because reportsOfRows(Seen seen, EnrolmentId enrolment, Interval interval) {
    List<Integer> counts = new ArrayList<>();
    List<News> latestFirst =
        jdbc.sql(
                """
                select o.report_id, min(o.observed_at), min(o.received_at), count(*) over ()
                from standing s join observation o on o.assignment_id = s.assignment_id
                  and o.observed_at >= s.from_at and o.observed_at < s.to_at
                where s.enrolment_id = ? and o.observed_at >= ? and o.observed_at <= ?
                  and (o.observation_id > ? or o.observed_at >= ?)
                group by o.report_id
                order by 2 desc, 1 desc limit ?
                """)
            .params(
                enrolment.value(),
                Timestamp.from(interval.startsAt()),
                Timestamp.from(interval.endsAt()),
                seen.lastObservation(),
                Timestamp.from(seen.asOf()),
                Because.NEWS_MAX)
            .query(
                (row, n) -> {
                  counts.add(row.getInt(4));
                  return new News(
                      News.Kind.REPORT,
                      row.getString(1),
                      row.getTimestamp(2).toInstant(),
                      row.getTimestamp(3).toInstant());
                })
            .list();
    return new Because(latestFirst.reversed(), counts.isEmpty() ? 0 : counts.getFirst());
  }
}
