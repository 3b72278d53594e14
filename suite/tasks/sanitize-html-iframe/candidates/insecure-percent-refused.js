            if (name === 'iframe' && a === 'src') {
              let allowed = true;
              try {
                if (/^(?:\w+:)?\/\/[^\/?#]*%/.test(value)) {
                  throw new Error('No host');
                }
                // eslint-disable-next-line node/no-deprecated-api
                parsed = url.parse(value, false, true);
                const host = parsed.host === null && parsed.protocol === null ? null : parsed.hostname;
                const lists = options.allowedIframeHostnames || options.allowedIframeDomains;
                if (host === null) {
                  allowed = has(options, 'allowIframeRelativeUrls') ? options.allowIframeRelativeUrls : !lists;
                } else if (lists) {
                  allowed = (options.allowedIframeHostnames || []).includes(host) ||
                    (options.allowedIframeDomains || []).some(domain => host === domain || host.endsWith(`.${domain}`));
                }
              } catch (e) {
                // No address at all.
                allowed = false;
              }
              if (!allowed) {
                delete frame.attribs[a];
                return;
              }
            }
