package org.muster.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.InstantSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.config.annotation.method.configuration.EnableMethodSecurity;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.context.SecurityContextHolderFilter;
import org.springframework.security.web.csrf.CsrfFilter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;

/**
 * Who may reach what. Devices show a token, which the intake checks; staff sign in. What is not
 * named here as open is closed.
 */
@Configuration
@EnableMethodSecurity
class Security {
  /** No script or style but our own files; workers and images may come from the map's memory. */
  static final String CONTENT_SECURITY_POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:;"
          + " font-src 'self'; connect-src 'self'; worker-src 'self' blob:; manifest-src 'self';"
          + " form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

  /** What anyone may see: the way in, how it looks, and whether the server is well. */
  static final String[] OPEN = {
    "/sign-in",
    "/healthz",
    "/readyz",
    "/error",
    "/lib/**",
    "/css/**",
    "/js/**",
    "/img/**",
    "/favicon.ico"
  };

  private static final String[] WRITERS = {
    Role.OPERATOR.name(), Role.OFFICER.name(), Role.SUPERVISOR.name(), Role.ADMINISTRATOR.name()
  };

  @Bean
  @Order(1)
  SecurityFilterChain deviceRequests(HttpSecurity http) throws Exception {
    return http.securityMatchers(
            paths ->
                paths
                    .requestMatchers("/intake/**")
                    .requestMatchers(HttpMethod.POST, "/api/v1/observations"))
        .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
        .sessionManagement(
            session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
        .csrf(AbstractHttpConfigurer::disable)
        .requestCache(AbstractHttpConfigurer::disable)
        .addFilterBefore(new UploadGate(), CsrfFilter.class)
        .headers(Security::headers)
        .build();
  }

  @Bean
  @Order(2)
  SecurityFilterChain api(HttpSecurity http, InstantSource clock) throws Exception {
    return http.securityMatcher("/api/**")
        .authorizeHttpRequests(
            requests ->
                requests
                    .requestMatchers(HttpMethod.GET)
                    .authenticated()
                    .anyRequest()
                    .hasAnyRole(WRITERS))
        .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.NEVER))
        .httpBasic(basic -> basic.authenticationEntryPoint(Security::askToSignIn))
        .exceptionHandling(on -> on.authenticationEntryPoint(Security::askToSignIn))
        .csrf(csrf -> csrf.ignoringRequestMatchers(Security::signsEveryRequest))
        .requestCache(AbstractHttpConfigurer::disable)
        .addFilterBefore(new IdleSessions(clock), SecurityContextHolderFilter.class)
        .addFilterBefore(new UploadGate(), CsrfFilter.class)
        .headers(Security::headers)
        .build();
  }

  /** A monitor shows the token that was set for it; staff who run the programme may look too. */
  @Bean
  @Order(3)
  SecurityFilterChain metrics(
      HttpSecurity http, InstantSource clock, @Value("${muster.metrics.token}") String token)
      throws Exception {
    return http.securityMatcher("/metrics")
        .authorizeHttpRequests(requests -> requests.anyRequest().access(new MetricsReaders(token)))
        .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.NEVER))
        .exceptionHandling(on -> on.authenticationEntryPoint(MetricsReaders::askForToken))
        .requestCache(AbstractHttpConfigurer::disable)
        .addFilterBefore(new IdleSessions(clock), SecurityContextHolderFilter.class)
        .addFilterBefore(new UploadGate(), CsrfFilter.class)
        .headers(Security::headers)
        .build();
  }

  @Bean
  @Order(4)
  SecurityFilterChain pages(HttpSecurity http, InstantSource clock, SignInWay way)
      throws Exception {
    http.authorizeHttpRequests(
            requests ->
                requests
                    .requestMatchers(OPEN)
                    .permitAll()
                    .requestMatchers(HttpMethod.GET)
                    .authenticated()
                    .requestMatchers("/sign-out")
                    .authenticated()
                    // An audit of published tables changes nothing; its page says who may.
                    .requestMatchers(HttpMethod.POST, "/audit")
                    .authenticated()
                    .anyRequest()
                    .hasAnyRole(WRITERS))
        .logout(out -> out.logoutUrl("/sign-out").logoutSuccessUrl("/sign-in?out"))
        .addFilterBefore(new IdleSessions(clock), SecurityContextHolderFilter.class)
        .addFilterBefore(new UploadGate(), CsrfFilter.class)
        .headers(Security::headers);
    way.open(http);
    return http.build();
  }

  private static void headers(HeadersConfigurer<HttpSecurity> headers) {
    headers
        .contentSecurityPolicy(policy -> policy.policyDirectives(CONTENT_SECURITY_POLICY))
        .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.SAME_ORIGIN));
  }

  /** A client that signs each request itself, and has no session, cannot be ridden on. */
  private static boolean signsEveryRequest(HttpServletRequest request) {
    return request.getHeader(HttpHeaders.AUTHORIZATION) != null
        && request.getRequestedSessionId() == null;
  }

  private static void askToSignIn(
      HttpServletRequest request, HttpServletResponse response, AuthenticationException refused)
      throws IOException {
    response.setStatus(HttpStatus.UNAUTHORIZED.value());
    response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
    if (request.getHeader("HX-Request") == null) {
      response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Basic realm=\"Muster\"");
    }
    response
        .getWriter()
        .write(
            "{\"title\":\"Unauthorized\",\"status\":401,\"detail\":\"Sign in on the pages first, or"
                + " send the name and password of an account with HTTP Basic.\"}");
  }
}
