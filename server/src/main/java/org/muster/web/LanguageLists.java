package org.muster.web;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.springframework.boot.tomcat.ConfigurableTomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.stereotype.Component;

/**
 * Reads no more languages than the first few that a browser asks for. The server reads no longer
 * list, and would answer with a fault of its own.
 */
@Component
class LanguageLists implements WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory> {
  /** As many as the server reads. */
  static final int LANGUAGES_MAX = 10;

  private static final String HEADER = "Accept-Language";

  @Override
  public void customize(ConfigurableTomcatWebServerFactory factory) {
    factory.addEngineValves(new Cutting());
  }

  private static final class Cutting extends ValveBase {
    Cutting() {
      super(true);
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
      String asked = String.join(",", Collections.list(request.getHeaders(HEADER)));
      List<String> languages = List.of(asked.split(",", -1));
      if (languages.size() > LANGUAGES_MAX) {
        String first = String.join(",", languages.subList(0, LANGUAGES_MAX));
        request.getCoyoteRequest().getMimeHeaders().setValue(HEADER).setString(first);
      }
      getNext().invoke(request, response);
    }
  }
}
