/**
 * A database of 2 KB that never changes: AEGIS-256, raw key 00 01 02 … 1f, one table `answer(text)` with one row 侨帮办. A build of
 * SQLite that does not open it would not open the offices' databases either.
 */
export const knownDatabase = Buffer.from(
  [
    'cXWoYx7hU6jS4SCS+WEoRwQAAQFAQCAgY/hauxCbLYDaua/ueXOvMFDV+onghYijBEVfwy3Z2LZmU546Wt1J/i6lHSiHZtlB+0J9+P447Q93kY',
    'eS2MrGsceWE5697uJuWiDQZBJ10D35f6M9MB3+nVSzHUv9J8ZkK6knwq2ISHB+BQRb0s0/nnBGvQAsytafMeolpaXQV09JiuxFBRUk9YMeLwrW',
    'gczvE9hJT18cDTOwQ+GUGQzyY2qVtpgK9EnqT4LkVPlF7qy0a1XO+eoJ/IsEEdRRgcYatJPgiVGR2ecvQyKCcA6EbAJ/K/AqIWpQuLtOnYA+gh',
    '13AQzXL69IbNQHb8sY2VbbxokNowXeDVTOhT4rBo+pW/0XsAiuGiWb1j2b6KrWN2865Bvwpd09JsEAwodtMaRs8kO04ouGW4m8XmFFlM61yFVf',
    'sH7niTvcfjEBKQpUdn78DwhEXkCNije8C03PxGVx4uJd2n1M3Nc9NP1ymEIMfbBpWnsAbyrahK5US817V3d53zHkY/QAIFJFmLWLQWtP9sP+ye',
    'Y2MjJXKUl73RXiw3np1nJMahSe9MccBuExJ0yf4XiR0R4BH5ynaTHP2wIrYV709OjSIPnNqXBBADIhH0CwL81Yqaxrg+rdQxwjgjLO0cURMl3K',
    'yjtvG0Hk69PYiO8CXaAHbGPbL3Osr/wAUV0CQXkldbKk8bbiSBuEvDFzyFLEdJoJuPZe5ajnoTGlWtY5FiIfE7cctKTkAxjNDlLwTzOJOzTQuV',
    'Fy04o78uY0Bom1lHCDvwqkBdQREhk5GCX3rKXLPQ3ls4PixtiHZ5/GEGlivo32oT+N6qiz16UlgJl31acsMB/aSl9znyhgKrJihUxLVi9HcWJX',
    'AVzQYJdFa3FwQ7PN1OTorhN6G+IhoXpGTeAh9hCrVwKmveOe8agq4a1pYg+ViuH7I4QffyQ0V0SF+iQlWWCvSsncqvquM4p3UP4ytaEBsMkj9e',
    'dATTKc1Qn1bNgDQFZOParA503ZzLHBftQBfrCEzj9aYk5ifUMabWNPye33ClmqOuUh3Ue0yGh4uEzJNUEbQ396u5uRdi+QJyuc+KTpbFjsRvXn',
    'Ud8nVdiMMlNou3iBXoIztoGMJ7UuDDjrldztJzvKDza/Xl8OmeLDI4d2tlJfMolt0rwraBqHUjaxbZjw6N+XjgqNXH7auIujo2msVDnw65iAw6',
    'BhaZoswbLCb912/a+8jakFTKkOFW+Em5HzCfa15Lunmhf5Cl90x9Kltrs1fQOU/4sgTmRGP+VlMdAUzmyXVcIUdSS3jgGSt0Ao8q2VND7eqtYy',
    'l7B0LS/y/lUZRHNnp66TPL6XxNB3yifQCVFH5F7BxLeXpwPSOvvl2zz9AsH+nDcmyIlvDvwW4gCqVulIzERAmUxwF2c1HtHIYfsiHzecFYyGGd',
    'wIvvzaQj3mE9Wm5PxwBpW9HtlS7dz+TWg26P7y4nVu3bVseVMsGxTmKiVtH5wxgDWWaZIgeYm26Dx2dlPMCWeSMu+821zmMlw2U7ML3rR0cmqp',
    'FWkqU1ITiscFbRRZLo7ln76RbT7MQc38r+L/1XF7ALXSZQZ3Zw2Qs3yuS4r0OeP8FvwXe2i+wLc4vY4rQEozyLfoGC7oPBT7GFMXX6nEmCw1uo',
    '0b6LQv+/9aYmoejgHBcpJ9fUyvWZPfW9ZM8pyiKWtU7OM15MrR9HGl/uubj+YoAD0/N3cI0qJMfhJyQx9twkCTanvu+mujS6/qfjPwbEyFuRqj',
    'Ra11P/ykZ3xztnpXQe2sQpiUpfqcUljsEm4wZ4jBqTXs5ciSzZAg/fFRb5hvmPKf0v5eNl/69+dx4DFf+jM2W/2B5wv/Q2qA+GzO+S5R//UQIg',
    'vW6wvKNF3J/AqQiKhVew0Zz0gEbLAu9JGySilALbNcMRB4m1WXxkOUMEe0MbskndyQfahdRUwEVIH+8X18HjQnveVs6dI1lb/mHf/HnTSiYpHq',
    'z9FcN9kT5dnZwPLE36jNIV8Kk8rwdVVObJsOImimqKZOD8QJmq5B6uafRA/ApHuVEyHXxZxbe8rWLBAlHdyF3cVXViX8sgz1S3dvaqMMsEmUjW',
    '2Pc4+EY77faj5P9oosVvMx8rHYIz6W2sljrOv76hYbZ7fi0/K7ONL2F+CYMtGsJpmkk1oz66Zn8pCE5Q71XHMf2VEF7jJWj0qNXwu831+fFnG5',
    '70SOHk0Uvu4BDG6t/aUHRxdNSLCvwXkbuJShHR5LP9bEeMbE4T/YtLbts5++mzYMqmCbxFLUPH9Er/6E5DcrxaC3AUsMVIa0PkbNNTWkF7NhMb',
    'te4WV3C0J5OGxUeNbLmcw9/Flbqnss+AstYC/AptLwIjTNYOJVxQYb+JLGaJXWuY1ut5wPf8vPBECmqx201RoyBk/UWBOUC/e8PM8WIsbdCqLF',
    'gQsod3WeNWtsFVsazjrt5y39WowT9mrlFvXfcL3guixaWve3HkA8CMGtKx2aJuHaVSQMoSUgiyVuT0htdpCggjmVSW7zSOsXvcCqlruhBUPHSp',
    '6BZPZ6b4SLAfRywwgcmYLKjFT9GIV7HXHYuzOQxdr4y9EjHPP9jasoD6IjpcmVWSAkl4NoXNOaeggApQOgqslhfIVyntrSt7ZbugOxxvXEkjCE',
    'fyAarmhMexNHuQ6wsFinvcLGUFocOcvjv2sSr48BokKGiOXHGw+VL0NEx2fU+VRRO0MWoD/HZT37wWgjYEYy5DDeeZo=',
  ].join(''),
  'base64',
);
