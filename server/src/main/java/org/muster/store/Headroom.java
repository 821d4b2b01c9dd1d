package org.muster.store;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** How much of what runs out is used: ids, transactions without a vacuum, and connections. */
@Component
public class Headroom {
  /** At so many transactions without a vacuum PostgreSQL takes no more, so as to lose nothing. */
  private static final double TRANSACTIONS_MAX = 2_147_483_648.0;

  private final JdbcClient jdbc;

  public Headroom(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** The part of a sequence's numbers that was given out, from 0 to 1. */
  public record Sequence(String name, double usedShare) {}

  /** Where the numbers of each table come from; the fullest first. */
  public List<Sequence> sequences() {
    return jdbc.sql(
            """
            select sequencename, coalesce(last_value, 0)::float8 / max_value
            from pg_sequences where schemaname = current_schema() order by 2 desc, 1
            """)
        .query((row, n) -> new Sequence(row.getString(1), row.getDouble(2)))
        .list();
  }

  /** The age of the oldest transaction that no vacuum has put to rest, of what is bearable. */
  public double transactionsUsedShare() {
    return jdbc.sql(
                "select age(datfrozenxid)::float8 from pg_database"
                    + " where datname = current_database()")
            .query(Double.class)
            .single()
        / TRANSACTIONS_MAX;
  }

  /** The part of the connections that the server allows which is in use, by anybody. */
  public double connectionsUsedShare() {
    return jdbc.sql(
            """
            select count(*)::float8 / current_setting('max_connections')::integer
            from pg_stat_activity where backend_type = 'client backend'
            """)
        .query(Double.class)
        .single();
  }

  /** What the database takes on its disk. */
  public long databaseBytes() {
    return jdbc.sql("select pg_database_size(current_database())").query(Long.class).single();
  }
}
