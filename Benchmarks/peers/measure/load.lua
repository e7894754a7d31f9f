-- wrk -s load.lua URL -- <file of requests> <first new id> <existing ids from> <how many>
-- A request a line, with tabs for line ends. {id} in it becomes a number that no other request has, {user} one of the
-- existing ids. Each has thirteen digits, so that all but ids is made once: wrk shares the cores.

local threads = {}

function setup(thread)
    thread:set("number", #threads)
    table.insert(threads, thread)
end

local function id(number) return string.format("%13d", number) end

-- Ids that nobody else draws: threads take turns.
local function fresh_id()
    fresh = fresh + 1
    return id(first + 2 * fresh + number % 2)
end

-- The texts between the ids and, after each of them, which id it is.
local function parts(whole)
    local pieces, kinds, from = {}, {}, 1
    while true do
        local start, stop, kind = whole:find("{(%l+)}", from)
        if not start then break end
        table.insert(pieces, whole:sub(from, start - 1))
        table.insert(pieces, "")
        kinds[#pieces] = kind
        from = stop + 1
    end
    table.insert(pieces, whole:sub(from))
    return pieces, kinds
end

local function maker(line)
    local whole = line:gsub("\t", "\r\n")
    local pieces, kinds = parts(whole)
    if #pieces == 1 then return function() return whole end end
    return function()
        local user = id(existing + math.random(count))
        for index, kind in pairs(kinds) do pieces[index] = kind == "id" and fresh_id() or user end
        return table.concat(pieces)
    end
end

function init(args)
    sent, fresh = 0, 0
    first, existing, count = tonumber(args[2]), tonumber(args[3]), tonumber(args[4])
    math.randomseed(first + number)
    makers = {}
    for line in io.lines(args[1]) do table.insert(makers, maker(line)) end
    offset = math.random(#makers)
end

function request()
    sent = sent + 1
    return makers[(offset + sent) % #makers + 1]()
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
