-- wrk -s load.lua URL -- <workload> <first new id> <existing ids from> <how many> <file with lines to vary by>
-- Bodies vary in ids of thirteen digits, so that the head with its Content-Length is made once: wrk shares the cores.
-- The file holds what only the benchmark knows, a line each: the secret, or signed launch data.

local threads = {}

function setup(thread)
    thread:set("number", #threads)
    table.insert(threads, thread)
end

local function post(path, header, length)
    return "POST " .. path .. " HTTP/1.1\r\nHost: 127.0.0.1\r\n" .. header ..
        "\r\nContent-Type: application/json\r\nContent-Length: " .. length .. "\r\n\r\n"
end

local function get(path, header)
    return "GET " .. path .. " HTTP/1.1\r\nHost: 127.0.0.1\r\n" .. header .. "\r\n"
end

local function id(number) return string.format("%13d", number) end

-- Ids that nobody else draws: threads take turns.
local function fresh_id()
    fresh = fresh + 1
    return id(first + 2 * fresh + number % 2)
end

local save_test = {
    '{"telegram_id":', ',"first_name":"Ana","username":"ana","answers":{"age":30,"gender":"male","weight":80.5,' ..
    '"height":180,"target_weight":75,"activity_level":"medium","goal":"weight_loss","training_level":"beginner",' ..
    '"goals":["endurance"],"timezone":"Europe/Moscow","meals_per_day":3}}'
}
local update = {
    '{"update_id":', ',"message":{"message_id":1,"date":1766000000,"chat":{"id":', ',"type":"private",' ..
    '"first_name":"Ana"},"from":{"id":', ',"is_bot":false,"first_name":"Ana","language_code":"en"},' ..
    '"text":"/start invite","entities":[{"offset":0,"length":6,"type":"bot_command"}]}}'
}

local makers = {}

function makers.static(path)
    local text = get(path, "")
    return function() return text end
end

function makers.applications(lines)
    local text = get("/api/v1/telegram/applications/?limit=20", "X-Telegram-Init-Data: " .. lines[1] .. "\r\n")
    return function() return text end
end

function makers.auth(lines)
    local requests = {}
    for index, line in ipairs(lines) do
        requests[index] = post("/api/v1/telegram/auth/", "X-Telegram-Init-Data: " .. line, 0)
    end
    return function() return requests[math.random(#requests)] end
end

-- Every second test is a new user's; the others replace the test of one who is there.
function makers.save_test(lines)
    local length = #save_test[1] + 13 + #save_test[2]
    local head = post("/api/v1/telegram/save-test/", "X-Bot-Secret: " .. lines[1], length) .. save_test[1]
    return function()
        local who = sent % 2 == 1 and fresh_id() or id(existing + math.random(count))
        return head .. who .. save_test[2]
    end
end

function makers.webhook(lines)
    local length = #update[1] + #update[2] + #update[3] + #update[4] + 3 * 13
    local head = post("/webhook/telegram", "X-Telegram-Bot-Api-Secret-Token: " .. lines[1], length) .. update[1]
    return function()
        local chat = id(existing + math.random(count))
        return head .. fresh_id() .. update[2] .. chat .. update[3] .. chat .. update[4]
    end
end

function init(args)
    sent, fresh = 0, 0
    first, existing, count = tonumber(args[2]), tonumber(args[3]), tonumber(args[4])
    math.randomseed(first + number)
    local lines = {}
    for line in io.lines(args[5]) do table.insert(lines, line) end
    make = makers[args[1]] and makers[args[1]](lines) or makers.static(args[1])
end

function request()
    sent = sent + 1
    return make()
end

function done(summary, latency, requests)
    local all, new = 0, 0
    for _, thread in ipairs(threads) do
        all = all + thread:get("sent")
        new = new + thread:get("fresh")
    end
    local errors = summary.errors
    io.write(string.format(
        'RESULT {"requests":%d,"duration_us":%d,"non_2xx":%d,"broken":%d,"sent":%d,"fresh":%d,' ..
        '"p50_us":%d,"p99_us":%d,"max_us":%d}\n',
        summary.requests, summary.duration, errors.status, errors.connect + errors.read + errors.write + errors.timeout,
        all, new, latency:percentile(50), latency:percentile(99), latency.max))
end
