package org.muster.web;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.muster.words.Language;
import org.muster.words.Languages;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/** In which language the reader wants accounts told: as chosen now, else as chosen before. */
// Of this room only: whoever asks for a parameter has read the body, and the intake wants it whole.
@ControllerAdvice(basePackageClasses = ReaderLanguage.class)
class ReaderLanguage {
  private static final String COOKIE = "MUSTER_LANG";
  private static final Duration REMEMBERED = Duration.ofDays(365);

  private final Languages languages;

  ReaderLanguage(Languages languages) {
    this.languages = languages;
  }

  @ModelAttribute("languages")
  List<Language> languages() {
    return languages.list();
  }

  @ModelAttribute("language")
  Language language(HttpServletRequest request, HttpServletResponse response) {
    Optional<Language> chosen =
        Optional.ofNullable(request.getParameter("lang")).flatMap(languages::find);
    chosen.ifPresent(language -> remember(language, request.isSecure(), response));
    return chosen.or(() -> remembered(request)).orElseGet(languages::english);
  }

  private Optional<Language> remembered(HttpServletRequest request) {
    return Stream.ofNullable(request.getCookies())
        .flatMap(Stream::of)
        .filter(cookie -> cookie.getName().equals(COOKIE))
        .map(Cookie::getValue)
        .flatMap(code -> languages.find(code).stream())
        .findFirst();
  }

  private static void remember(Language language, boolean secure, HttpServletResponse response) {
    response.addHeader(
        HttpHeaders.SET_COOKIE,
        ResponseCookie.from(COOKIE, language.code())
            .path("/")
            .maxAge(REMEMBERED)
            .httpOnly(true)
            .secure(secure)
            .sameSite("Lax")
            .build()
            .toString());
  }
}
