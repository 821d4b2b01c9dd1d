package org.muster.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.muster.domain.Area;
import org.muster.domain.Zone;
import org.muster.domain.ZoneVersion;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Zones in all their versions. A version never changes. */
@Component
public class Zones {
  private static final String SELECT =
      "select zone_id, version, name, area, source_document, author from zone ";

  private final JdbcClient jdbc;

  public Zones(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** A new zone: its first version. */
  public ZoneVersion add(String name, Area area, String sourceDocument, String author) {
    long zone =
        jdbc.sql("select nextval('zone_id_sequence')").query((row, n) -> row.getLong(1)).single();
    return insert(zone, name, area, sourceDocument, author);
  }

  /** The next version of a zone that is there. */
  public ZoneVersion addVersion(
      long zone, String name, Area area, String sourceDocument, String author) {
    return insert(zone, name, area, sourceDocument, author);
  }

  private ZoneVersion insert(
      long zone, String name, Area area, String sourceDocument, String author) {
    return jdbc.sql(
            """
            insert into zone (zone_id, version, name, area, source_document, author)
            values (:zone,
                    (select coalesce(max(version), 0) + 1 from zone where zone_id = :zone),
                    :name, :area::jsonb, :sourceDocument, :author)
            returning zone_id, version
            """)
        .param("zone", zone)
        .param("name", name)
        .param("area", Json.write(area))
        .param("sourceDocument", sourceDocument)
        .param("author", author)
        .query((row, n) -> new ZoneVersion(row.getLong(1), row.getInt(2)))
        .single();
  }

  public Optional<Zone> find(ZoneVersion id) {
    return jdbc.sql(SELECT + "where zone_id = ? and version = ?")
        .params(id.zone(), id.version())
        .query(Zones::row)
        .optional();
  }

  /** The latest version of the zone. */
  public Optional<Zone> findLatest(long zone) {
    return jdbc.sql(SELECT + "where zone_id = ? order by version desc limit 1")
        .param(zone)
        .query(Zones::row)
        .optional();
  }

  /** The latest version of every zone whose name holds the text, by name. */
  public List<Zone> listLatest(String text, int countMax) {
    return jdbc.sql(
            """
            select * from (
              select distinct on (zone_id) zone_id, version, name, area, source_document, author
              from zone where not synthetic order by zone_id, version desc) latest
            where position(lower(:text) in lower(name)) > 0
            order by lower(name), zone_id limit :countMax
            """)
        .param("text", text.strip())
        .param("countMax", countMax)
        .query(Zones::row)
        .list();
  }

  /** All versions of one zone, the latest first. */
  public List<Zone> listVersions(long zone) {
    return jdbc.sql(SELECT + "where zone_id = ? order by version desc")
        .param(zone)
        .query(Zones::row)
        .list();
  }

  private static Zone row(ResultSet row, int n) throws SQLException {
    return new Zone(
        new ZoneVersion(row.getLong(1), row.getInt(2)),
        row.getString(3),
        Json.read(row.getString(4), Area.class),
        row.getString(5),
        row.getString(6));
  }
}
