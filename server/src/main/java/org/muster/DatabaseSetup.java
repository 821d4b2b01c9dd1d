package org.muster;

import java.nio.file.Path;
import javax.sql.DataSource;
import org.muster.store.Database;
import org.muster.store.MasterKey;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Which PostgreSQL is used: the one that {@code MUSTER_DATABASE_URL} names, else our own. */
@Configuration
class DatabaseSetup {

  @Bean(destroyMethod = "close")
  Database database(
      @Value("${muster.database.url:}") String url,
      @Value("${muster.database.user:}") String user,
      @Value("${muster.database.password:}") String password,
      @Value("${muster.data}") Path data) {
    return url.isBlank() ? Database.embedded(data) : Database.at(url, user, password);
  }

  @Bean
  DataSource dataSource(Database database) {
    return database.dataSource();
  }

  /** Read once the schema is there, which tells which key is the right one. */
  @Bean
  @DependsOnDatabaseInitialization
  MasterKey masterKey(
      DataSource database,
      @Value("${muster.database.url:}") String url,
      @Value("${muster.key.file:}") String file,
      @Value("${muster.data}") Path data) {
    return MasterKey.open(database, file, data, !url.isBlank());
  }
}
