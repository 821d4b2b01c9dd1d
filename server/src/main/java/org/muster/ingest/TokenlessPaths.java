package org.muster.ingest;

import java.net.URI;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.web.error.ErrorAttributeOptions;
import org.springframework.boot.webmvc.error.DefaultErrorAttributes;
import org.springframework.core.MethodParameter;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyAdvice;

/**
 * Some phones can show their token in the path alone. An answer that names the path, as errors do,
 * must not hand the token on to whoever keeps answers and logs of them.
 */
final class TokenlessPaths {
  private static final String OPEN_PART = "/intake/osmand";
  private static final Pattern WITH_TOKEN = Pattern.compile("(?i)/+intake/+osmand/.*");

  private TokenlessPaths() {}

  static String of(String path) {
    return WITH_TOKEN.matcher(path).matches() ? OPEN_PART : path;
  }

  /** The {@code instance} of a problem (RFC 9457), which the framework sets to the path. */
  @ControllerAdvice
  static class OfProblems implements ResponseBodyAdvice<Object> {
    @Override
    public boolean supports(
        MethodParameter returned, Class<? extends HttpMessageConverter<?>> converter) {
      return true;
    }

    @Override
    public @Nullable Object beforeBodyWrite(
        @Nullable Object body,
        MethodParameter returned,
        MediaType type,
        Class<? extends HttpMessageConverter<?>> converter,
        ServerHttpRequest request,
        ServerHttpResponse response) {
      if (body instanceof ProblemDetail problem && problem.getInstance() != null) {
        problem.setInstance(URI.create(of(problem.getInstance().toString())));
      }
      return body;
    }
  }

  /** The {@code path} of the page and body by which the server answers what nobody handled. */
  @Component
  static class OfErrors extends DefaultErrorAttributes {
    @Override
    public Map<String, @Nullable Object> getErrorAttributes(
        WebRequest request, ErrorAttributeOptions options) {
      Map<String, @Nullable Object> attributes = super.getErrorAttributes(request, options);
      attributes.computeIfPresent("path", (name, path) -> of(path.toString()));
      return attributes;
    }
  }
}
